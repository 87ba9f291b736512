package com.bamotf.webhooks.event;

/**
 * An event that this version does not know, sent by a newer bamotf. {@link #type()} is its name;
 * use {@link EventType} to observe one name only.
 */
public record UnknownPaymentIntentEvent(PaymentIntent paymentIntent, Delivery delivery)
    implements PaymentIntentEvent {

  /**
   * @throws IllegalArgumentException if the delivery's event type has its own record
   */
  public UnknownPaymentIntentEvent {
    delivery.requireUnknownType();
  }
}
