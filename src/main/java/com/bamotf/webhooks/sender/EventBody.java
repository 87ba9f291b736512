package com.bamotf.webhooks.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * An event as bamotf would send it, from which the body of each attempt is made. Immutable.
 *
 * <p>What is the same in all attempts is here or derived from it; what the server makes anew for
 * each attempt (the delivery's {@code id} and {@code created}) is made by {@link #bytes}. Two
 * events with the same payment intent id tell of the same payment: address and transaction are
 * derived from the id.
 *
 * @param event the full name, such as {@code payment_intent.succeeded}; need not be a known one
 * @param paymentIntentId the payment intent's id
 * @param idempotencyKey the server's job number, a small decimal number on a real server
 * @param mode {@code prod}, {@code test} or {@code dev}
 * @param currency {@code BTC} or a fiat code
 * @param amount asked for, in the currency's smallest unit (satoshi, cents); not negative
 * @param createdAt when the payment intent was made
 * @param description null for none
 * @param metadata written as a JSON object in the map's order; empty is written as null
 */
public record EventBody(
    String event,
    UUID paymentIntentId,
    String idempotencyKey,
    String mode,
    String currency,
    long amount,
    Instant createdAt,
    @Nullable String description,
    Map<String, String> metadata) {

  public static final String SUCCEEDED = "payment_intent.succeeded";
  public static final String PROCESSING = "payment_intent.processing";
  public static final String PENDING = "payment_intent.pending";
  public static final String CANCELED = "payment_intent.canceled";

  /**
   * @throws IllegalArgumentException if the amount is negative
   */
  public EventBody {
    if (amount < 0) {
      throw new IllegalArgumentException(
          "The amount " + amount + " is negative; an amount is 0 to 2^63 - 1");
    }
    // Map.copyOf would lose the order.
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * An event of a new payment intent of some random amount of BTC, in mode {@code test}, made ten
   * minutes ago.
   *
   * @param event the full name; need not be a known one
   */
  public static EventBody of(String event) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String order = String.valueOf(random.nextInt(1_000, 100_000));
    return new EventBody(
        event,
        UUID.randomUUID(),
        String.valueOf(random.nextInt(1, 1_000_000)),
        "test",
        "BTC",
        random.nextLong(10_000, 10_000_000),
        Instant.now().minus(Duration.ofMinutes(10)),
        "Order #" + order,
        Map.of("orderId", order));
  }

  /**
   * Another event of the same payment intent, such as {@code succeeded} after {@code processing};
   * as on a real server, it needs another idempotency key.
   */
  public EventBody withEvent(String event, String idempotencyKey) {
    return new EventBody(
        event,
        paymentIntentId,
        idempotencyKey,
        mode,
        currency,
        amount,
        createdAt,
        description,
        metadata);
  }

  /** The same of another payment intent. */
  public EventBody withPaymentIntentId(UUID paymentIntentId) {
    return new EventBody(
        event,
        paymentIntentId,
        idempotencyKey,
        mode,
        currency,
        amount,
        createdAt,
        description,
        metadata);
  }

  /**
   * The same in another mode.
   *
   * @param mode {@code prod}, {@code test} or {@code dev}; others are written as they are
   */
  public EventBody withMode(String mode) {
    return new EventBody(
        event,
        paymentIntentId,
        idempotencyKey,
        mode,
        currency,
        amount,
        createdAt,
        description,
        metadata);
  }

  /**
   * The same with another amount.
   *
   * @param amount in the currency's smallest unit; not negative
   * @param currency {@code BTC} or a fiat code
   */
  public EventBody withAmount(long amount, String currency) {
    return new EventBody(
        event,
        paymentIntentId,
        idempotencyKey,
        mode,
        currency,
        amount,
        createdAt,
        description,
        metadata);
  }

  /**
   * The same with other texts.
   *
   * @param description null for none
   * @param metadata written in the map's order; empty is written as null
   */
  public EventBody withTexts(@Nullable String description, Map<String, String> metadata) {
    return new EventBody(
        event,
        paymentIntentId,
        idempotencyKey,
        mode,
        currency,
        amount,
        createdAt,
        description,
        metadata);
  }

  /**
   * The UTF-8 body of one attempt, with a new delivery id.
   *
   * @param created the time of the attempt
   */
  public byte[] bytes(Instant created) {
    return EventJson.write(this, UUID.randomUUID(), created);
  }
}
