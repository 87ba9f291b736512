package com.bamotf.webhooks.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentCanceled;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The event that bamotf would have sent. */
final class MissedEvent {

  private MissedEvent() {}

  /**
   * The name of the event for the payment intent's status; empty for pending, for which bamotf
   * sends none, and for a status that this version does not know.
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
   * A body like a webhook's around the payment intent exactly as bamotf's API returned it, so that
   * fields of a newer bamotf are kept.
   *
   * @param readAt when bamotf returned it
   * @param paymentIntent in valid UTF-8
   */
  static byte[] body(String event, Instant readAt, byte[] paymentIntent) {
    return """
        {"id":"%s","idempotenceKey":"reconciled","created":"%s","event":"%s","data":{"paymentIntent":%s}}"""
        .formatted(UUID.randomUUID(), readAt, event, new String(paymentIntent, UTF_8))
        .getBytes(UTF_8);
  }
}
