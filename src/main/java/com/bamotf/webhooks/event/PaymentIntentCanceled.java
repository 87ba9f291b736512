package com.bamotf.webhooks.event;

/**
 * The payment intent was canceled. The bamotf server of 2023-12 sends no webhook for this; the
 * event comes from reconciliation.
 */
public record PaymentIntentCanceled(PaymentIntent paymentIntent, Delivery delivery)
    implements PaymentIntentEvent {

  /** The event's name on the wire. */
  public static final String TYPE = "payment_intent.canceled";

  /**
   * @throws IllegalArgumentException if the delivery is of another event type
   */
  public PaymentIntentCanceled {
    delivery.requireType(TYPE);
  }
}
