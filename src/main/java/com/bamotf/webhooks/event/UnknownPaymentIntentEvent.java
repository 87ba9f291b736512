package com.bamotf.webhooks.event;

/**
 * An event of a payment intent whose name this version does not know, sent by a newer bamotf.
 * {@link #type()} tells the name; narrow an observer to one name with {@link EventType}.
 */
public record UnknownPaymentIntentEvent(PaymentIntent paymentIntent, Delivery delivery)
    implements PaymentIntentEvent {

  /**
   * Joins a payment intent and the message that brought it.
   *
   * @throws IllegalArgumentException if the delivery's event type has a record of its own
   */
  public UnknownPaymentIntentEvent {
    EventTypes.requireUnknown(delivery);
  }
}
