package com.bamotf.webhooks.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event with the fields, order and formats of bamotf's server (snapshot of 2023-12-13,
 * {@code apps/server/app/queues/webhook-attempt.server.ts}). Address and transaction are made up
 * from the payment intent's id.
 */
final class EventJson {

  /** JavaScript's {@code toISOString}: always three fraction digits. */
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

  /** The satoshi sent for any fiat amount; it implies no exchange rate. */
  private static final long SATOSHI_FOR_FIAT = 150_000;

  private EventJson() {}

  static byte[] write(EventBody event, UUID deliveryId, Instant created, List<Long> received) {
    boolean canceled = event.event().equals(EventBody.CANCELED);
    return """
        {"id":"%s","idempotenceKey":%s,"created":"%s","event":%s,"data":{"paymentIntent":{\
        "id":"%s","mode":%s,"address":"%s","amount":"%s","status":"%s","confirmations":1,\
        "tolerance":0.02,"currency":%s,"canceledAt":%s,"cancellationReason":%s,\
        "description":%s,"metadata":%s,"accountId":%s,\
        "createdAt":"%s","updatedAt":"%s","transactions":[%s]}}}"""
        .formatted(
            deliveryId,
            quoted(event.idempotencyKey()),
            ISO.format(created),
            quoted(event.event()),
            event.intentId(),
            quoted(event.mode()),
            address(event),
            event.amount(),
            status(event),
            quoted(event.currency()),
            quoted(canceled ? ISO.format(created) : null),
            quoted(canceled ? "requested_by_customer" : null),
            quoted(event.description()),
            metadata(event.metadata()),
            quoted(event.accountId()),
            ISO.format(event.createdAt()),
            ISO.format(created),
            transactions(event, created, received))
        .getBytes(UTF_8);
  }

  private static String metadata(Map<String, String> metadata) {
    return metadata.isEmpty()
        ? "null"
        : metadata.entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String transactions(EventBody event, Instant created, List<Long> received) {
    return IntStream.range(0, received.size())
        .mapToObj(number -> transaction(event, created, number, received.get(number)))
        .collect(Collectors.joining(","));
  }

  private static String transaction(EventBody event, Instant created, int number, long received) {
    boolean bitcoin = event.currency().equals("BTC");
    return """
        {"id":"%s","amount":"%s","confirmations":%s,"paymentIntentId":"%s",\
        "createdAt":"%s","updatedAt":"%s"%s}"""
        .formatted(
            transactionId(event, number),
            bitcoin ? received : SATOSHI_FOR_FIAT,
            event.event().equals(EventBody.PROCESSING) ? 0 : 1,
            event.intentId(),
            ISO.format(event.createdAt()),
            ISO.format(created),
            bitcoin ? "" : ",\"originalAmount\":\"" + received + "\"");
  }

  /** Unknown events carry a paid payment intent. */
  private static String status(EventBody event) {
    return switch (event.event()) {
      case EventBody.PENDING -> "pending";
      case EventBody.PROCESSING -> "processing";
      case EventBody.CANCELED -> "canceled";
      default -> "succeeded";
    };
  }

  /** Looks like a SegWit address, but has an invalid checksum, so that nobody can pay to it. */
  private static String address(EventBody event) {
    String network =
        switch (event.mode()) {
          case "prod" -> "bc";
          case "test" -> "tb";
          default -> "bcrt";
        };
    StringBuilder address = new StringBuilder(network).append("1q");
    for (byte b : sha256("address " + event.intentId())) {
      address.append(BECH32.charAt(b & 31));
    }
    return address.append("qqqqqq").toString();
  }

  /** A bitcoin transaction id; in mode {@code dev} a UUID, as on the server. */
  private static String transactionId(EventBody event, int number) {
    String seed = "transaction " + event.intentId() + (number == 0 ? "" : " " + number);
    return event.mode().equals("dev")
        ? UUID.nameUUIDFromBytes(seed.getBytes(UTF_8)).toString()
        : HexFormat.of().formatHex(sha256(seed));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must have SHA-256", e);
    }
  }

  /** A JSON string as {@code JSON.stringify} writes it; null becomes JSON's null. */
  private static String quoted(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    return text.codePoints()
        .mapToObj(EventJson::escaped)
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> {
        // UTF-8 cannot encode a lone surrogate.
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        yield c < ' ' || surrogate ? "\\u%04x".formatted(c) : Character.toString(c);
      }
    };
  }
}
