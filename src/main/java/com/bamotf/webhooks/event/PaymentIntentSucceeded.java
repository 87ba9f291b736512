package com.bamotf.webhooks.event;

/**
 * The payment intent was paid, with as many confirmations as it asks for. Comes once per intent.
 */
public record PaymentIntentSucceeded(PaymentIntent paymentIntent, Delivery delivery)
    implements PaymentIntentEvent {

  /** The event's name on the wire. */
  public static final String TYPE = "payment_intent.succeeded";

  /**
   * Joins a payment intent and the message that brought it.
   *
   * @throws IllegalArgumentException if the delivery is of another event type
   */
  public PaymentIntentSucceeded {
    EventTypes.requireType(TYPE, delivery);
  }
}
