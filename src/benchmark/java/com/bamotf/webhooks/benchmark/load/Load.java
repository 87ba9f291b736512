package com.bamotf.webhooks.benchmark.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A client that has one request under way on each connection, all the time. */
interface Load {

  /**
   * Drives a receiver.
   *
   * @param facts a file of {@link Facts}; each of its requests is sent at most once
   */
  LoadResult drive(URI receiver, Path facts, int connections, int seconds) throws IOException;

  /**
   * @throws IllegalStateException if wrk is missing
   */
  static Load wrk() {
    if (!Wrk.isInstalled()) {
      throw new IllegalStateException(
          "wrk is missing: install it, on Debian and Ubuntu by \"apt-get install wrk\"");
    }
    return new Wrk();
  }

  /** A client in this JVM where wrk is missing; slower, so that its figures do not count. */
  static Load wrkOrJava() {
    return Wrk.isInstalled() ? new Wrk() : new SocketLoad();
  }
}
