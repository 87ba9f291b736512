package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentCanceled;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The event that bamotf would have sent. */
final class MissedEvent {

  private MissedEvent() {}

  /**
   * The name of the event that a payment intent in this status must have told; empty for pending,
   * which bamotf does not tell, and for a status that this version does not know.
   */
  static Optional<String> nameOf(PaymentIntent intent) {
    return Optional.ofNullable(
        switch (intent.status()) {
          case PaymentIntent.PROCESSING -> PaymentIntentProcessing.TYPE;
          case PaymentIntent.SUCCEEDED -> PaymentIntentSucceeded.TYPE;
          case PaymentIntent.CANCELED -> PaymentIntentCanceled.TYPE;
          default -> null;
        });
  }

  /**
   * A body in the form of a webhook's, around the payment intent exactly as bamotf's API gave it:
   * nothing is lost that a newer bamotf tells, and nothing is invented that it does not tell.
   *
   * @param readAt when bamotf gave it
   */
  static byte[] body(String event, Instant readAt, byte[] paymentIntent) {
    byte[] before =
        """
        {"id":"%s","idempotenceKey":"reconciled","created":"%s","event":"%s","data":{"paymentIntent":"""
            .formatted(UUID.randomUUID(), readAt, event)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] body = new byte[before.length + paymentIntent.length + 2];
    System.arraycopy(before, 0, body, 0, before.length);
    System.arraycopy(paymentIntent, 0, body, before.length, paymentIntent.length);
    body[body.length - 2] = '}';
    body[body.length - 1] = '}';
    return body;
  }
}
