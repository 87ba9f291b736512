package com.bamotf.webhooks.event;

/** A payment was seen that does not yet suffice: too few confirmations, or too little money. */
public record PaymentIntentProcessing(PaymentIntent paymentIntent, Delivery delivery)
    implements PaymentIntentEvent {

  /** The event's name on the wire. */
  public static final String TYPE = "payment_intent.processing";

  /**
   * Joins a payment intent and the message that brought it.
   *
   * @throws IllegalArgumentException if the delivery is of another event type
   */
  public PaymentIntentProcessing {
    EventTypes.requireType(TYPE, delivery);
  }
}
