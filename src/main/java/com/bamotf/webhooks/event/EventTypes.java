package com.bamotf.webhooks.event;

import java.util.Set;

/** Keeps the Java type of an event and its name on the wire in step. */
final class EventTypes {

  private static final Set<String> KNOWN =
      Set.of(
          PaymentIntentSucceeded.TYPE,
          PaymentIntentProcessing.TYPE,
          PaymentIntentCanceled.TYPE,
          PaymentIntentPending.TYPE);

  private EventTypes() {}

  static PaymentIntentEvent create(PaymentIntent intent, Delivery delivery) {
    return switch (delivery.eventType()) {
      case PaymentIntentSucceeded.TYPE -> new PaymentIntentSucceeded(intent, delivery);
      case PaymentIntentProcessing.TYPE -> new PaymentIntentProcessing(intent, delivery);
      case PaymentIntentCanceled.TYPE -> new PaymentIntentCanceled(intent, delivery);
      case PaymentIntentPending.TYPE -> new PaymentIntentPending(intent, delivery);
      default -> new UnknownPaymentIntentEvent(intent, delivery);
    };
  }

  static void requireType(String type, Delivery delivery) {
    if (!type.equals(delivery.eventType())) {
      throw new IllegalArgumentException(
          "The delivery is of type " + delivery.eventType() + "; it must be " + type);
    }
  }

  static void requireUnknown(Delivery delivery) {
    if (KNOWN.contains(delivery.eventType())) {
      throw new IllegalArgumentException(
          delivery.eventType() + " has an event record of its own; use that one");
    }
  }
}
