package com.bamotf.webhooks.plain;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.signature.SignatureResult;
import java.time.Instant;

/** The outcome of {@link Webhooks#parse}: {@link Verified} or {@link Refused}. */
public sealed interface WebhookResult {

  /**
   * One of the secrets signed the body within the tolerance, and it is an event of an accepted
   * mode.
   *
   * @param event an event of a type that this version does not know is an {@link
   *     com.bamotf.webhooks.event.UnknownPaymentIntentEvent}
   * @param signedAt by the sender's clock, in whole milliseconds
   */
  record Verified(PaymentIntentEvent event, Instant signedAt) implements WebhookResult {}

  /** There is no event to handle. */
  sealed interface Refused extends WebhookResult {

    /** The HTTP status to answer: 401 or 400. */
    int status();

    /** For the log: what is wrong and what to check. Contains no secret and no whole body. */
    String reason();
  }

  /**
   * The delivery must not be trusted. Answer the same for every reason, so that a forger learns
   * nothing.
   */
  record Rejected(SignatureResult.Rejected why) implements Refused {
    @Override
    public int status() {
      return 401;
    }

    @Override
    public String reason() {
      return why.reason();
    }
  }

  /**
   * It is signed, but not readable as an event, or of a mode that is not accepted. Keep the body:
   * bamotf sends it three times and then never again.
   */
  record Unacceptable(String reason) implements Refused {
    @Override
    public int status() {
      return 400;
    }
  }
}
