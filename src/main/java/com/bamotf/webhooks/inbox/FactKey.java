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
 *
 * <p>All keys of a payment intent begin with its id, so that the index which keeps them unique
 * finds its entries as well: they lie from {@link #first} to {@link #end}.
 */
final class FactKey {

  /** Between the parts. No part can hold it, since identifiers have no control characters. */
  private static final char SEPARATOR = '\t';

  private static final char BEHIND_SEPARATOR = SEPARATOR + 1;

  /** What may stand behind the payment intent's id; something longer is replaced by its digest. */
  private static final int LONGEST = 120;

  /** An SQL condition: the entry o is of the same payment intent as the entry e. */
  static final String SAME_PAYMENT_INTENT =
      "o.fact_key >= e.payment_intent_id || chr(%d) and o.fact_key < e.payment_intent_id || chr(%d)"
          .formatted((int) SEPARATOR, (int) BEHIND_SEPARATOR);

  private FactKey() {}

  static String of(PaymentIntentEvent event) {
    String fact = event.type();
    if (event instanceof UnknownPaymentIntentEvent) {
      fact += SEPARATOR + event.delivery().idempotencyKey();
    }
    return of(event.paymentIntent().id(), fact);
  }

  /** Of one of the four known events. */
  static String of(String paymentIntentId, String event) {
    String fitting =
        event.length() <= LONGEST
            ? event
            : "sha256" + SEPARATOR + sha256(event.getBytes(StandardCharsets.UTF_8));
    return paymentIntentId + SEPARATOR + fitting;
  }

  /** An unreadable body is the same only if it is the same byte for byte. */
  static String ofUnreadable(byte[] body) {
    return "unreadable " + sha256(body);
  }

  /** Where the keys of a payment intent begin, by the codes of their characters. */
  static String first(String paymentIntentId) {
    return paymentIntentId + SEPARATOR;
  }

  /** Where they end; no longer one of them. */
  static String end(String paymentIntentId) {
    return paymentIntentId + BEHIND_SEPARATOR;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
