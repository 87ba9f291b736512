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
  private static final int WAITING_THREADS = 8;

  private final SignatureVerifier verifier;
  private final int cap;
  private final Duration timeout;
  private final BodyBudget budget;
  private final BlockingReader reader;
  private final LogThrottle throttle = new LogThrottle();

  @Inject
  UnverifiedBodies(SignatureVerifier verifier, Settings settings) {
    this.verifier = verifier;
    this.cap = settings.webhook().maxBodySize();
    this.timeout = settings.webhook().bodyTimeout();
    // One body of the largest size fits in any case, and twice for a moment while it grows.
    this.budget =
        new BodyBudget(Math.max(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, 3L * cap));
    this.reader = new BlockingReader(WAITING_THREADS, timeout, System::nanoTime);
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
   * Reads a body on this thread, for requests that cannot let go of it.
   *
   * @return null if the body is there
   */
  @Nullable Refusal read(InputStream stream, Body body) throws IOException {
    return reader.read(stream, body);
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
