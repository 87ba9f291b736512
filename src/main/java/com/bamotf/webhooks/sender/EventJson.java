package com.bamotf.webhooks.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Writes an event's JSON with the fields, their order and their formats as bamotf's server does
 * (snapshot of 2023-12-13, {@code apps/server/app/queues/webhook-attempt.server.ts}).
 */
final class EventJson {

  /** JavaScript's {@code toISOString}: always three digits of a second's fraction. */
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private EventJson() {}

  static byte[] write(EventBody event, UUID deliveryId, Instant created) {
    JsonText json = new JsonText();
    json.object()
        .field("id", deliveryId.toString())
        .field("idempotenceKey", event.idempotencyKey())
        .field("created", ISO.format(created))
        .field("event", event.event());
    json.object("data").object("paymentIntent");
    paymentIntent(json, event, created);
    json.end().end().end();
    return json.toString().getBytes(UTF_8);
  }

  private static void paymentIntent(JsonText json, EventBody event, Instant created) {
    boolean canceled = event.event().equals(EventBody.CANCELED);
    json.field("id", event.paymentIntentId().toString())
        .field("mode", event.mode())
        .field("address", SamplePayment.address(event))
        .field("amount", String.valueOf(event.amount()))
        .field("status", status(event))
        .raw("confirmations", "1")
        .raw("tolerance", "0.02")
        .field("currency", event.currency())
        .field("canceledAt", canceled ? ISO.format(created) : null)
        .field("cancellationReason", canceled ? "requested_by_customer" : null)
        .field("description", event.description());
    metadata(json, event.metadata());
    json.field("accountId", "clk9v3f1x000008l4h2d1c3b5")
        .field("createdAt", ISO.format(event.createdAt()))
        .field("updatedAt", ISO.format(created))
        .array("transactions");
    if (!canceled && !event.event().equals(EventBody.PENDING)) {
      transaction(json, event, created);
    }
    json.end();
  }

  private static void metadata(JsonText json, Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      json.raw("metadata", "null");
      return;
    }
    json.object("metadata");
    metadata.forEach(json::field);
    json.end();
  }

  private static void transaction(JsonText json, EventBody event, Instant created) {
    boolean bitcoin = event.currency().equals("BTC");
    json.object()
        .field("id", SamplePayment.transactionId(event))
        .field("amount", String.valueOf(bitcoin ? event.amount() : SamplePayment.SATOSHI_FOR_FIAT))
        .raw("confirmations", event.event().equals(EventBody.PROCESSING) ? "0" : "1")
        .field("paymentIntentId", event.paymentIntentId().toString())
        .field("createdAt", ISO.format(event.createdAt()))
        .field("updatedAt", ISO.format(created));
    if (!bitcoin) {
      json.field("originalAmount", String.valueOf(event.amount()));
    }
    json.end();
  }

  /** An event that this version does not know tells of a payment intent that was paid. */
  private static String status(EventBody event) {
    return switch (event.event()) {
      case EventBody.PENDING -> "pending";
      case EventBody.PROCESSING -> "processing";
      case EventBody.CANCELED -> "canceled";
      default -> "succeeded";
    };
  }
}
