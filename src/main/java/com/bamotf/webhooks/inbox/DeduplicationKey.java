package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies an event across all its deliveries. A payment intent reaches each status once, so the
 * key of a known event is (payment intent, event type). The key of an unknown event also contains
 * its idempotency key.
 *
 * <p>All keys of a payment intent start with its id, so the unique index also finds its entries:
 * their keys lie between {@link #first} and {@link #end}.
 */
public final class DeduplicationKey {

  /** Separates the parts, which contain no control characters. */
  private static final char SEPARATOR = '\t';

  private static final char AFTER_SEPARATOR = SEPARATOR + 1;

  /** What follows the payment intent's id is replaced by its digest if it is longer than this. */
  private static final int MAX_LENGTH = 120;

  /** An SQL condition: entries o and e belong to the same payment intent. */
  static final String SAME_PAYMENT_INTENT =
      "o.deduplication_key >= e.payment_intent_id || chr(%s) and o.deduplication_key < e.payment_intent_id || chr(%s)"
          .formatted((int) SEPARATOR, (int) AFTER_SEPARATOR);

  private DeduplicationKey() {}

  static String of(PaymentIntentEvent event) {
    String suffix = event.type();
    if (event instanceof UnknownPaymentIntentEvent) {
      suffix += SEPARATOR + event.delivery().idempotencyKey();
    }
    return of(event.paymentIntent().id(), suffix);
  }

  /** The key of a known event, given its type. */
  static String of(String paymentIntentId, String event) {
    String suffix =
        event.length() <= MAX_LENGTH
            ? event
            : "sha256" + SEPARATOR + sha256(event.getBytes(StandardCharsets.UTF_8));
    return paymentIntentId + SEPARATOR + suffix;
  }

  /** Unreadable bodies are duplicates only if they are equal byte for byte. */
  static String ofUnreadable(byte[] body) {
    return "unreadable " + sha256(body);
  }

  /** The start of the payment intent's keys in binary order; inclusive. */
  public static String first(String paymentIntentId) {
    return paymentIntentId + SEPARATOR;
  }

  /** The end of the payment intent's keys; exclusive. */
  public static String end(String paymentIntentId) {
    return paymentIntentId + AFTER_SEPARATOR;
  }

  /** The end, in binary order, of the keys that start with this part of an id; exclusive. */
  public static String endOfPrefix(String startOfId) {
    int last = startOfId.length() - 1;
    return startOfId.substring(0, last) + (char) (startOfId.charAt(last) + 1);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
