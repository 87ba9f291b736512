package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.server.InternalBean;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.SignatureVerifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits that hold until the signature of a request has been verified: what its header must be,
 * and how many bytes it may hold for how long. Thread-safe.
 */
@InternalBean
class UnverifiedBodies {

  private static final System.Logger LOG = System.getLogger(UnverifiedBodies.class.getName());

  /** The part of the heap that all of them together may take. */
  private static final int PART_OF_HEAP = 8;

  /** How many may be read at one moment by a thread that waits for them. */
  static final int MAX_WAITING_THREADS = 8;

  private final SignatureVerifier verifier;
  private final int cap;
  private final Duration timeout;
  private final LongSupplier nanoTime;

  /** In bytes. */
  private final Semaphore budget;

  private final Semaphore waiting = new Semaphore(MAX_WAITING_THREADS);
  private final LogThrottle throttle = new LogThrottle();

  @Inject
  UnverifiedBodies(SignatureVerifier verifier, Settings settings) {
    this(verifier, settings, System::nanoTime);
  }

  UnverifiedBodies(SignatureVerifier verifier, Settings settings, LongSupplier nanoTime) {
    this.verifier = verifier;
    this.cap = settings.webhook().maxBodySize();
    this.timeout = settings.webhook().bodyTimeout();
    this.nanoTime = nanoTime;
    // One body of the largest size fits in any case, and twice for a moment while it grows.
    long bytes = Math.max(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, 3L * cap);
    this.budget = new Semaphore((int) Math.min(bytes, Integer.MAX_VALUE));
  }

  /**
   * What can be said before the body is read.
   *
   * @param header all values of the signature's header
   * @param length as announced; negative if it was not
   * @return null if the body is needed to say more
   */
  @Nullable Refusal refusal(@Nullable List<String> header, long length) {
    SignatureResult.Rejected rejected = verifier.rejectHeader(header);
    if (rejected != null) {
      return Refusal.of(rejected);
    }
    return length > cap ? Refusal.tooLarge(cap) : null;
  }

  /** For a request that was not refused. */
  Body newBody(long length) {
    return new Body(budget, cap, length);
  }

  /**
   * Reads a body on this thread, where the host has a filter or a servlet that cannot let go of it.
   * A body that is there already costs no waiting; of the others a few are waited for at one
   * moment, so that slow senders cannot hold all threads.
   *
   * <p>The deadline is looked at between two reads: a sender that falls silent is waited for until
   * the server's own timeout ends the read.
   *
   * @return null if the body is there
   */
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

  /** From the first look at a request to the last byte of its body. */
  Duration timeout() {
    return timeout;
  }

  /** Tells the operator, at most once a second. */
  void log(Refusal refusal) {
    throttle
        .pass()
        .ifPresent(
            unsaid ->
                LOG.log(
                    WARNING,
                    "{0}: a webhook request was refused: {1}{2}",
                    refusal.code(),
                    refusal.reason(),
                    unsaid == 0 ? "" : " (" + unsaid + " more since the last such line)"));
  }
}
