package com.bamotf.webhooks.telemetry;

/** The label {@code event}. Any other event has the same value, since its name comes from input. */
enum KnownEvent {
  PENDING("payment_intent.pending"),
  PROCESSING("payment_intent.processing"),
  SUCCEEDED("payment_intent.succeeded"),
  CANCELED("payment_intent.canceled"),
  OTHER("other");

  private final String label;

  KnownEvent(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  static KnownEvent of(String type) {
    return switch (type) {
      case "payment_intent.pending" -> PENDING;
      case "payment_intent.processing" -> PROCESSING;
      case "payment_intent.succeeded" -> SUCCEEDED;
      case "payment_intent.canceled" -> CANCELED;
      default -> OTHER;
    };
  }
}
