package com.bamotf.webhooks.war.ledger;

import com.bamotf.webhooks.event.PaymentIntentCanceled;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import java.util.Locale;

/**
 * How far a payment has come, in bamotf's order.
 *
 * <p>It follows from the events, not from the status in their payment intent: bamotf reads the
 * intent when it sends, so a late {@code processing} already carries {@code succeeded}.
 */
enum PaymentStatus {
  /** No payment is known. Entered by any first event, even an unknown one. */
  PENDING,

  /** A payment awaits confirmations. Entered by {@code payment_intent.processing}. */
  PROCESSING,

  /** Paid. Entered by {@code payment_intent.succeeded}, never left. */
  SUCCEEDED,

  /** Canceled. Entered by {@code payment_intent.canceled}, never left. */
  CANCELED;

  /** The status that the event reports; PENDING for an unknown event. */
  static PaymentStatus of(PaymentIntentEvent event) {
    if (event instanceof PaymentIntentSucceeded) {
      return SUCCEEDED;
    }
    if (event instanceof PaymentIntentCanceled) {
      return CANCELED;
    }
    return event instanceof PaymentIntentProcessing ? PROCESSING : PENDING;
  }

  /** The status after an event that reports another one; it never goes back. */
  PaymentStatus after(PaymentStatus reported) {
    return isFinal() || reported.compareTo(this) < 0 ? this : reported;
  }

  boolean isFinal() {
    return this == SUCCEEDED || this == CANCELED;
  }

  /** The name on the wire and in the read API. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
