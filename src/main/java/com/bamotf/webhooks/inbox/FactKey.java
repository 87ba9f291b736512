package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The identity of what an event tells, whatever delivery it came in. A payment intent reaches each
 * status once, so for the known events it is (payment intent, event); of an unknown event nothing
 * is known, so that its idempotency key is part of it.
 */
final class FactKey {

  /** Width of the column; a longer key is replaced by its digest. */
  private static final int LONGEST = 300;

  private FactKey() {}

  static String of(PaymentIntentEvent event) {
    String key = event.paymentIntent().id() + " " + event.type();
    return fitting(
        event instanceof UnknownPaymentIntentEvent
            ? key + " " + event.delivery().idempotencyKey()
            : key);
  }

  /** Of one of the four known events. */
  static String of(String paymentIntentId, String eventType) {
    return fitting(paymentIntentId + " " + eventType);
  }

  private static String fitting(String key) {
    return key.length() <= LONGEST ? key : "sha256 " + sha256(key.getBytes(StandardCharsets.UTF_8));
  }

  /** An unreadable body is the same only if it is the same byte for byte. */
  static String ofUnreadable(byte[] body) {
    return "unreadable " + sha256(body);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
