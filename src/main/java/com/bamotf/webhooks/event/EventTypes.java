package com.bamotf.webhooks.event;

import java.util.Set;

/** Checks that the Java type of an event matches its name on the wire. */
final class EventTypes {

  private static final Set<String> KNOWN =
      Set.of(
          PaymentIntentSucceeded.TYPE,
          PaymentIntentProcessing.TYPE,
          PaymentIntentCanceled.TYPE,
          PaymentIntentPending.TYPE);

  private EventTypes() {}

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
