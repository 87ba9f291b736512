package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.server.LogThrottle;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.telemetry.Telemetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits a request until its signature is verified: checks the header, and bounds the memory and
 * the time for its body. Thread-safe.
 */
@Singleton
class UnverifiedBodies {

  private static final System.Logger LOG = System.getLogger(UnverifiedBodies.class.getName());

  /** All bodies together may use this fraction of the heap: an eighth. */
  private static final int HEAP_FRACTION = 8;

  /** At most this many threads wait for a body at once. */
  static final int MAX_WAITING_THREADS = 8;

  private final SignatureVerifier verifier;
  private final int cap;
  private final Duration timeout;
  private final LongSupplier nanoTime;
  private final Telemetry telemetry;

  private final Semaphore budget; // bytes
  private final Semaphore waiting = new Semaphore(MAX_WAITING_THREADS);
  private final LogThrottle throttle = new LogThrottle();

  @Inject
  UnverifiedBodies(SignatureVerifier verifier, Settings settings, Telemetry telemetry) {
    this(verifier, settings, telemetry, System::nanoTime);
  }

  UnverifiedBodies(
      SignatureVerifier verifier, Settings settings, Telemetry telemetry, LongSupplier nanoTime) {
    this.telemetry = telemetry;
    this.verifier = verifier;
    this.cap = settings.webhook().maxBodySize();
    this.timeout = settings.webhook().bodyTimeout();
    this.nanoTime = nanoTime;
    // Always enough for one body of maximum size, which is copied while it grows.
    long bytes = Math.max(Runtime.getRuntime().maxMemory() / HEAP_FRACTION, 3L * cap);
    this.budget = new Semaphore((int) Math.min(bytes, Integer.MAX_VALUE));
  }

  /**
   * Checks what can be checked before the body is read.
   *
   * @param header all values of the signature header
   * @param length the announced length; negative if unknown
   * @return null if the body may be read
   */
  @Nullable RequestRefusal refusal(List<String> header, long length) {
    SignatureResult.Rejected rejected = verifier.rejectHeader(header);
    if (rejected != null) {
      return RequestRefusal.of(rejected);
    }
    return length > cap ? RequestRefusal.tooLarge(cap) : null;
  }

  /** For a request that was not refused. Must be closed. */
  Body newBody(long length) {
    return new Body(budget, cap, length);
  }

  /**
   * Reads a body on this thread, because the request cannot be asynchronous. Only a few threads may
   * wait for bodies that have not arrived, so that slow senders cannot hold all threads.
   *
   * <p>Checks the deadline between two reads; a read itself ends only with the server's timeout.
   * Does not throw if the sender is gone: the server would log a stack trace, which any stranger
   * can cause.
   *
   * @return null if the body is complete
   */
  @Nullable RequestRefusal read(InputStream stream, Body body) {
    try {
      return stream.available() >= body.missing()
          ? readAll(stream, body)
          : readWaiting(stream, body);
    } catch (IOException e) {
      return RequestRefusal.brokenOff();
    }
  }

  private @Nullable RequestRefusal readWaiting(InputStream stream, Body body) throws IOException {
    if (!waiting.tryAcquire()) {
      return RequestRefusal.tooMany();
    }
    try {
      return readAll(stream, body);
    } finally {
      waiting.release();
    }
  }

  private @Nullable RequestRefusal readAll(InputStream stream, Body body) throws IOException {
    long start = nanoTime.getAsLong();
    while (!body.isComplete()) {
      RequestRefusal refusal = body.readFrom(stream);
      if (refusal != null) {
        return refusal;
      }
      if (nanoTime.getAsLong() - start > timeout.toNanos()) {
        return RequestRefusal.tooSlow(timeout);
      }
    }
    return null;
  }

  /** The maximum time from a request's headers to the last byte of its body. */
  Duration timeout() {
    return timeout;
  }

  /** Counts a refusal, and logs at most one per second. */
  void refused(RequestRefusal refusal) {
    refusal.count(telemetry);
    throttle
        .pass()
        .ifPresent(
            suppressed ->
                LOG.log(
                    WARNING,
                    "{0}: a webhook request was refused: {1}{2}",
                    refusal.code(),
                    refusal.reason(),
                    suppressed));
  }
}
