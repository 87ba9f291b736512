package com.bamotf.webhooks.inbox;

/**
 * How far an event takes its payment intent. An event of an earlier stage than one already handled
 * is superseded. Succeeded and canceled have the same stage, so both are fired if both arrive.
 * Unknown events have none and are never superseded.
 */
public final class Stage {

  /** An SQL condition: entry o was handled, and is of a later stage than entry e. */
  public static final String HANDLED_LATER =
      """
      %s and o.mode = e.mode and o.stage >
        case e.event when 'payment_intent.pending' then 1 when 'payment_intent.processing' then 2 else 3 end
      """
          .formatted(DeduplicationKey.SAME_PAYMENT_INTENT);

  private Stage() {}

  static int of(String eventType) {
    return switch (eventType) {
      case "payment_intent.pending" -> 1;
      case "payment_intent.processing" -> 2;
      case "payment_intent.succeeded", "payment_intent.canceled" -> 3;
      default -> 0;
    };
  }
}
