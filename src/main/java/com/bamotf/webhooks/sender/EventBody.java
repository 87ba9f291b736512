package com.bamotf.webhooks.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * An event as bamotf sends it. Immutable.
 *
 * <p>Each attempt to deliver it gets a new delivery id and time from {@link #bytes}; everything
 * else stays the same. Events with the same payment intent id carry the same address and
 * transaction, which are derived from that id.
 *
 * @param event the full name, such as {@code payment_intent.succeeded}; may be an unknown one
 * @param intentId the payment intent's id
 * @param idempotencyKey the server's job number, a small decimal number on a real server
 * @param mode {@code prod}, {@code test} or {@code dev}
 * @param currency {@code BTC} or a fiat code
 * @param amount requested, in the currency's smallest unit (satoshi, cents); not negative
 * @param createdAt when the payment intent was created
 * @param accountId the id of the bamotf account
 * @param description null for none
 * @param metadata written as a JSON object in the map's order; empty is written as null
 */
public record EventBody(
    String event,
    UUID intentId,
    String idempotencyKey,
    String mode,
    String currency,
    long amount,
    Instant createdAt,
    String accountId,
    @Nullable String description,
    Map<String, String> metadata) {

  public static final String SUCCEEDED = "payment_intent.succeeded";
  public static final String PROCESSING = "payment_intent.processing";
  public static final String PENDING = "payment_intent.pending";
  public static final String CANCELED = "payment_intent.canceled";

  /** The account of events that need none in particular. */
  public static final String ACCOUNT = "clk9v3f1x000008l4h2d1c3b5";

  /**
   * @throws IllegalArgumentException if the amount is negative
   */
  public EventBody {
    if (amount < 0) {
      throw new IllegalArgumentException("The amount " + amount + " is negative");
    }
    // Map.copyOf would lose the order.
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * An event of a new payment intent with a random amount of BTC, in mode {@code test}, created ten
   * minutes ago.
   *
   * @param event the full name; may be an unknown one
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
        ACCOUNT,
        "Order #" + order,
        Map.of("orderId", order));
  }

  /**
   * Another event of the same payment intent, such as {@code succeeded} after {@code processing}. A
   * real server gives each event its own idempotency key.
   */
  public EventBody withEvent(String event, String idempotencyKey) {
    return new EventBody(
        event,
        intentId,
        idempotencyKey,
        mode,
        currency,
        amount,
        createdAt,
        accountId,
        description,
        metadata);
  }

  /** The same event of another payment intent. */
  public EventBody withIntentId(UUID intentId) {
    return new EventBody(
        event,
        intentId,
        idempotencyKey,
        mode,
        currency,
        amount,
        createdAt,
        accountId,
        description,
        metadata);
  }

  /** The same event in another mode; any text is accepted. */
  public EventBody withMode(String mode) {
    return new EventBody(
        event,
        intentId,
        idempotencyKey,
        mode,
        currency,
        amount,
        createdAt,
        accountId,
        description,
        metadata);
  }

  /** The same event with another amount, in the currency's smallest unit. */
  public EventBody withAmount(long amount, String currency) {
    return new EventBody(
        event,
        intentId,
        idempotencyKey,
        mode,
        currency,
        amount,
        createdAt,
        accountId,
        description,
        metadata);
  }

  /** The same event of another account. */
  public EventBody withAccount(String accountId) {
    return new EventBody(
        event,
        intentId,
        idempotencyKey,
        mode,
        currency,
        amount,
        createdAt,
        accountId,
        description,
        metadata);
  }

  /** The same event with another description and metadata. */
  public EventBody withTexts(@Nullable String description, Map<String, String> metadata) {
    return new EventBody(
        event,
        intentId,
        idempotencyKey,
        mode,
        currency,
        amount,
        createdAt,
        accountId,
        description,
        metadata);
  }

  /** The UTF-8 body of an attempt at this time, with a new delivery id. */
  public byte[] bytes(Instant created) {
    return EventJson.write(
        this, UUID.randomUUID(), created, isUnpaid() ? List.of() : List.of(amount));
  }

  /**
   * The UTF-8 body of an attempt at this time, with a new delivery id.
   *
   * @param received one transaction each, in the currency's smallest unit
   */
  public byte[] bytes(Instant created, List<Long> received) {
    return EventJson.write(this, UUID.randomUUID(), created, received);
  }

  private boolean isUnpaid() {
    return event.equals(CANCELED) || event.equals(PENDING);
  }
}
