package com.bamotf.webhooks.war.ledger;

import com.bamotf.webhooks.event.PaymentIntentCanceled;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import java.util.Locale;

/**
 * How far a payment has come, in the order in which bamotf goes through it.
 *
 * <p>The events tell it, not the status inside their payment intent: bamotf reads the intent when
 * it sends, so a late {@code processing} already carries {@code succeeded} (wire protocol, "the
 * payload").
 */
enum PaymentStatus {
  /**
   * Nothing was received as far as is known. Entered by the first event, also by an unknown one.
   */
  PENDING,

  /** Money is on its way. Entered by {@code payment_intent.processing}. */
  PROCESSING,

  /** Paid. Entered by {@code payment_intent.succeeded}, never left. */
  SUCCEEDED,

  /** Given up. Entered by {@code payment_intent.canceled}, never left. */
  CANCELED;

  /**
   * The status that the event tells; an unknown event tells no more than that there is an intent.
   */
  static PaymentStatus toldBy(PaymentIntentEvent event) {
    if (event instanceof PaymentIntentSucceeded) {
      return SUCCEEDED;
    }
    if (event instanceof PaymentIntentCanceled) {
      return CANCELED;
    }
    return event instanceof PaymentIntentProcessing ? PROCESSING : PENDING;
  }

  /** The status after an event that tells {@code told}: never one further back. */
  PaymentStatus after(PaymentStatus told) {
    return isFinal() || told.compareTo(this) < 0 ? this : told;
  }

  boolean isFinal() {
    return this == SUCCEEDED || this == CANCELED;
  }

  /** The name that the wire and the read API use, in lower case. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
