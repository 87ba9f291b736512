package com.bamotf.webhooks.event;

/** The payment intent was paid with enough confirmations. Sent once per payment intent. */
public record PaymentIntentSucceeded(PaymentIntent paymentIntent, Delivery delivery)
    implements PaymentIntentEvent {

  /** The event's name on the wire. */
  public static final String TYPE = "payment_intent.succeeded";

  /**
   * @throws IllegalArgumentException if the delivery is of another event type
   */
  public PaymentIntentSucceeded {
    delivery.requireType(TYPE);
  }
}
