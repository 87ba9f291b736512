package com.bamotf.webhooks.event;

/** A payment was seen but is not sufficient yet: too few confirmations, or too little money. */
public record PaymentIntentProcessing(PaymentIntent paymentIntent, Delivery delivery)
    implements PaymentIntentEvent {

  /** The event's name on the wire. */
  public static final String TYPE = "payment_intent.processing";

  /**
   * @throws IllegalArgumentException if the delivery is of another event type
   */
  public PaymentIntentProcessing {
    delivery.requireType(TYPE);
  }
}
