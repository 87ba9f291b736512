package com.bamotf.webhooks.testing;

import com.bamotf.webhooks.event.PaymentIntentCanceled;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentPending;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;
import com.bamotf.webhooks.sender.EventBody;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A payment whose events belong together. Each event that it makes is a job of its own and so has
 * an idempotency key of its own, as bamotf's have. Immutable: each method that changes something
 * returns a copy.
 */
public final class TestPayment {

  private static final long SATOSHI = 100_000;
  private static final Duration AGE = Duration.ofMinutes(10);

  private static final Set<String> KNOWN =
      Set.of(EventBody.SUCCEEDED, EventBody.PROCESSING, EventBody.CANCELED, EventBody.PENDING);

  private final EventBody body;
  private final AtomicLong keys;
  private final Clock clock;

  /** A new payment of 0.001 BTC in mode {@code prod}. */
  public TestPayment() {
    this(new AtomicLong(), Clock.systemUTC());
  }

  /**
   * @param keys the last idempotency key
   */
  TestPayment(AtomicLong keys, Clock clock) {
    this(newBody(clock), keys, clock);
  }

  private TestPayment(EventBody body, AtomicLong keys, Clock clock) {
    this.body = body;
    this.keys = keys;
    this.clock = clock;
  }

  private static EventBody newBody(Clock clock) {
    return new EventBody(
        EventBody.PENDING,
        UUID.randomUUID(),
        "0",
        "prod",
        "BTC",
        SATOSHI,
        clock.instant().minus(AGE),
        EventBody.ACCOUNT,
        null,
        Map.of());
  }

  private TestPayment with(EventBody changed) {
    return new TestPayment(changed, keys, clock);
  }

  /** The id of the payment intent. */
  public String id() {
    return body.intentId().toString();
  }

  /**
   * @param id a UUID, as all ids of bamotf's payment intents are
   */
  public TestPayment id(String id) {
    return with(body.withIntentId(UUID.fromString(id)));
  }

  /**
   * @param amount in the currency's smallest unit, such as cents
   */
  public TestPayment amount(String currency, long amount) {
    return with(body.withAmount(amount, currency));
  }

  public TestPayment btc(long satoshi) {
    return amount("BTC", satoshi);
  }

  /** Adds to the metadata. */
  public TestPayment metadata(String key, String value) {
    return with(body.withTexts(body.description(), TestEvent.plus(body.metadata(), key, value)));
  }

  public TestPayment description(@Nullable String description) {
    return with(body.withTexts(description, body.metadata()));
  }

  /** {@code prod}, {@code test} or {@code dev}; any text is accepted. */
  public TestPayment mode(String mode) {
    return with(body.withMode(mode));
  }

  /** Paid in full. */
  public TestEvent<PaymentIntentSucceeded> succeeded() {
    return event(EventBody.SUCCEEDED, PaymentIntentSucceeded.class);
  }

  /** Paid in full, not confirmed yet. */
  public TestEvent<PaymentIntentProcessing> processing() {
    return event(EventBody.PROCESSING, PaymentIntentProcessing.class);
  }

  public TestEvent<PaymentIntentCanceled> canceled() {
    return event(EventBody.CANCELED, PaymentIntentCanceled.class);
  }

  public TestEvent<PaymentIntentPending> pending() {
    return event(EventBody.PENDING, PaymentIntentPending.class);
  }

  /**
   * An event that this version of the library does not know, of a paid payment.
   *
   * @throws IllegalArgumentException if the library knows it
   */
  public TestEvent<UnknownPaymentIntentEvent> unknown(String type) {
    if (KNOWN.contains(type)) {
      throw new IllegalArgumentException(
          type + " is a known event; use the method with its name, such as succeeded()");
    }
    return event(type, UnknownPaymentIntentEvent.class);
  }

  private <E extends PaymentIntentEvent> TestEvent<E> event(String type, Class<E> typed) {
    boolean unpaid = type.equals(EventBody.CANCELED) || type.equals(EventBody.PENDING);
    EventBody made = body.withEvent(type, String.valueOf(keys.incrementAndGet()));
    return new TestEvent<>(typed, made, unpaid ? List.of() : null, null, clock);
  }
}
