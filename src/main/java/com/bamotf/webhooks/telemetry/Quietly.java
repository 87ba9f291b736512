package com.bamotf.webhooks.telemetry;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.function.Supplier;

/** Calls to the server's telemetry, which must not cost an event if they fail. */
final class Quietly {

  private static final System.Logger LOG = System.getLogger(Quietly.class.getName());

  private Quietly() {}

  static void run(Runnable call) {
    get(
        () -> {
          call.run();
          return true;
        },
        false);
  }

  static <T> T get(Supplier<T> call, T otherwise) {
    try {
      return call.get();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(DEBUG, "The server's telemetry failed", e);
      return otherwise;
    }
  }
}
