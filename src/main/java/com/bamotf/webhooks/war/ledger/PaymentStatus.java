package com.bamotf.webhooks.war.ledger;

import com.bamotf.webhooks.event.PaymentIntentCanceled;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

  /**
   * Paid. Entered by {@code payment_intent.succeeded}; left only if a later event shows that it was
   * canceled before. One that is canceled afterwards stays paid.
   */
  SUCCEEDED,

  /** Canceled. Entered by {@code payment_intent.canceled}, left when it succeeds nevertheless. */
  CANCELED,

  /** Paid after it was canceled: deliver or refund. Never entered by an event alone. */
  PAID_LATE;

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

  /**
   * The status after an event that reports another one; it never goes back. Takes the order of the
   * events for that of what happened.
   */
  PaymentStatus after(PaymentStatus reported) {
    if (this == CANCELED && reported == SUCCEEDED) {
      return PAID_LATE;
    }
    return isFinal() || reported.compareTo(this) < 0 ? this : reported;
  }

  private boolean isFinal() {
    return isPaid() || this == CANCELED;
  }

  boolean isPaid() {
    return this == SUCCEEDED || this == PAID_LATE;
  }

  /**
   * Corrects a paid status by the times of both events, which may arrive in either order.
   *
   * @param succeededAt null if unknown
   * @param canceledAt null if unknown
   */
  PaymentStatus by(@Nullable Instant succeededAt, @Nullable Instant canceledAt) {
    if (!isPaid() || succeededAt == null || canceledAt == null) {
      return this;
    }
    return canceledAt.isAfter(succeededAt) ? SUCCEEDED : PAID_LATE;
  }

  /** The name on the wire and in the read API. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
