package com.bamotf.webhooks.signature;

import java.time.Duration;
import java.time.Instant;

/**
 * What {@link SignatureVerifier} found out about a request: it is {@link Valid} or {@link
 * Rejected}.
 */
public sealed interface SignatureResult {

  /**
   * The body is, byte for byte, what a holder of one of the configured secrets signed, and it was
   * signed recently enough.
   *
   * @param signedAt the time of signing as the sender's clock told it, in whole milliseconds
   */
  record Valid(Instant signedAt) implements SignatureResult {}

  /**
   * The request must not be believed. The sender is told the same for every kind of rejection; the
   * kind is for the operator.
   */
  sealed interface Rejected extends SignatureResult {

    /**
     * One sentence for the operator's log: what was wrong and what to look at. It holds no secret,
     * no digest and no text from the request, so that it can be logged as it is.
     */
    String reason();
  }

  /** The request has no signature header at all. */
  record Missing() implements Rejected {
    @Override
    public String reason() {
      return "The request has no x-webhook-signature header: it does not come from bamotf, or a"
          + " proxy on the way removes the header";
    }
  }

  /**
   * The header is not exactly {@code v=<milliseconds>,d=<digest>}, or was sent more than once.
   *
   * @param what the first fault, as a clause without text from the request
   */
  record Malformed(String what) implements Rejected {
    @Override
    public String reason() {
      return "The x-webhook-signature header is malformed: "
          + what
          + "; bamotf sends v=<milliseconds since 1970>,d=<64 lower-case hex digits>, once";
    }
  }

  /**
   * The header names a time too long ago. Whether the signature is genuine is not looked at then:
   * the clocks of the two servers differ, someone sent an old delivery once more, or it is forged.
   *
   * @param by how much older the signature is than the tolerance allows; at least 1 ms. By this
   *     server's clock the signing was the tolerance plus this ago
   */
  record TooOld(Duration by) implements Rejected {
    @Override
    public String reason() {
      return "The time of signing is "
          + by
          + " older than bamotf.webhook.tolerance allows: the clocks of the two servers differ, an"
          + " old delivery was sent once more, or the request is forged";
    }
  }

  /**
   * The header names a time too far in the future. Whether the signature is genuine is not looked
   * at then: the clocks of the two servers differ, or it is forged.
   *
   * @param by how much further in the future the time of signing lies than the tolerance allows; at
   *     least 1 ms. By this server's clock the signing is the tolerance plus this ahead
   */
  record TooNew(Duration by) implements Rejected {
    @Override
    public String reason() {
      return "The time of signing is "
          + by
          + " further in the future than bamotf.webhook.tolerance allows: the clocks of the two"
          + " servers differ, or the request is forged";
    }
  }

  /**
   * The header is well formed and recent, but no configured secret gives its digest for this body.
   */
  record Mismatch() implements Rejected {
    @Override
    public String reason() {
      return "No configured secret gives the signature's digest for this body: the secret"
          + " (bamotf.webhook.secret) is not the one of the bamotf endpoint, the body was changed"
          + " on the way, or the request is forged";
    }
  }
}
