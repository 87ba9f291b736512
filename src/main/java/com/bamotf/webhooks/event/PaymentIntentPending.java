package com.bamotf.webhooks.event;

/**
 * The payment intent waits for its first payment. The bamotf server of 2023-12 sends no webhook for
 * this.
 */
public record PaymentIntentPending(PaymentIntent paymentIntent, Delivery delivery)
    implements PaymentIntentEvent {

  /** The event's name on the wire. */
  public static final String TYPE = "payment_intent.pending";

  /**
   * Joins a payment intent and the message that brought it.
   *
   * @throws IllegalArgumentException if the delivery is of another event type
   */
  public PaymentIntentPending {
    EventTypes.requireType(TYPE, delivery);
  }
}
