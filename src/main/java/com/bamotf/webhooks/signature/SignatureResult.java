package com.bamotf.webhooks.signature;

import com.bamotf.webhooks.config.WebhookSecret;
import java.time.Duration;
import java.time.Instant;

/** The outcome of a verification: {@link Valid} or {@link Rejected}. */
public sealed interface SignatureResult {

  /**
   * A holder of one of the configured secrets signed exactly these bytes, within the tolerance.
   *
   * <p>That does not make the body's claims true: check {@link WebhookSecret#objection} as well, as
   * this module's endpoint does.
   *
   * @param signedAt by the sender's clock, in whole milliseconds
   * @param secret the first configured secret that matches
   */
  record Valid(Instant signedAt, WebhookSecret secret) implements SignatureResult {}

  /**
   * The request must not be trusted. Send the same answer for every kind of rejection; the kind is
   * for the operator.
   */
  sealed interface Rejected extends SignatureResult {

    /**
     * One sentence for the operator's log: what is wrong and what to check. Contains no secret, no
     * digest and no text from the request.
     */
    String reason();
  }

  /** The request has no signature header at all. */
  record Missing() implements Rejected {
    @Override
    public String reason() {
      return "The request has no x-webhook-signature header: it does not come from bamotf, or a"
          + " proxy removes the header";
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
   * The header's time is too long ago. The digest was not checked.
   *
   * @param by how much the age of the signature exceeds the tolerance, by this server's clock; at
   *     least 1 ms
   */
  record TooOld(Duration by) implements Rejected {
    @Override
    public String reason() {
      return "The time of signing is "
          + by
          + " older than the tolerance (bamotf.webhook.tolerance) allows: the clocks of the two servers differ, an"
          + " old delivery was sent again, or the request is forged";
    }
  }

  /**
   * The header's time is too far in the future. The digest was not checked.
   *
   * @param by how much the time of signing exceeds the tolerance, by this server's clock; at least
   *     1 ms
   */
  record TooNew(Duration by) implements Rejected {
    @Override
    public String reason() {
      return "The time of signing is "
          + by
          + " further in the future than the tolerance (bamotf.webhook.tolerance) allows: the clocks of the two"
          + " servers differ, or the request is forged";
    }
  }

  /** The header is well-formed and recent, but no configured secret matches its digest. */
  record Mismatch() implements Rejected {
    @Override
    public String reason() {
      return "The signature matches no configured secret: the secret (bamotf.webhook.secret) is not that of the"
          + " bamotf endpoint, the body was changed in transit, or the request is forged";
    }
  }
}
