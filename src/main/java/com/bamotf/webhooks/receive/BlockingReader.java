package com.bamotf.webhooks.receive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies on the thread of their request, where the host has a filter or a servlet that cannot
 * let go of it. A body that is there already costs no waiting; of the others a few are waited for
 * at one moment, so that slow senders cannot hold all threads.
 *
 * <p>The deadline is looked at between two reads: a sender that falls silent is waited for until
 * the server's own timeout ends the read. Thread-safe.
 */
final class BlockingReader {

  private final Semaphore waiting;
  private final Duration timeout;
  private final LongSupplier nanoTime;

  BlockingReader(int threads, Duration timeout, LongSupplier nanoTime) {
    this.waiting = new Semaphore(threads);
    this.timeout = timeout;
    this.nanoTime = nanoTime;
  }

  /** Reads until the body ends, and returns null; or says why it did not get that far. */
  @Nullable Refusal read(InputStream stream, Body body) throws IOException {
    if (stream.available() >= body.missing()) {
      return readAll(stream, body);
    }
    if (!waiting.tryAcquire()) {
      return Refusal.tooMany();
    }
    try {
      return readAll(stream, body);
    } finally {
      waiting.release();
    }
  }

  private @Nullable Refusal readAll(InputStream stream, Body body) throws IOException {
    long start = nanoTime.getAsLong();
    while (!body.isComplete()) {
      Refusal refusal = body.readFrom(stream);
      if (refusal != null) {
        return refusal;
      }
      if (nanoTime.getAsLong() - start > timeout.toNanos()) {
        return Refusal.tooSlow(timeout);
      }
    }
    return null;
  }
}
