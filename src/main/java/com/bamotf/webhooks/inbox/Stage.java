package com.bamotf.webhooks.inbox;

/**
 * How far an event takes a payment intent. A payment intent never goes back to an earlier stage: an
 * event of one is superseded.
 */
enum Stage {
  /** Events that say nothing about progress, such as unknown ones. They are never superseded. */
  NONE(0),
  PENDING(1),
  PROCESSING(2),
  /**
   * {@code succeeded} and {@code canceled}: both are told even after one another, since both
   * matter.
   */
  FINAL(3);

  private final int column;

  Stage(int column) {
    this.column = column;
  }

  static Stage ofColumn(int column) {
    for (Stage stage : values()) {
      if (stage.column == column) {
        return stage;
      }
    }
    throw new IllegalArgumentException("No stage is stored as " + column);
  }

  /** What the column {@code stage} holds. */
  int column() {
    return column;
  }

  static Stage of(String eventType) {
    return switch (eventType) {
      case "payment_intent.pending" -> PENDING;
      case "payment_intent.processing" -> PROCESSING;
      case "payment_intent.succeeded", "payment_intent.canceled" -> FINAL;
      default -> NONE;
    };
  }

  boolean isBehind(Stage handled) {
    return this != NONE && compareTo(handled) < 0;
  }
}
