package com.bamotf.webhooks.testing;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;
import com.bamotf.webhooks.sender.EventBody;
import com.bamotf.webhooks.wire.EventReader;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of one job of bamotf's. All its bodies have the same idempotency key; each has a new id
 * and time, as each of bamotf's attempts has. Immutable: each method that changes something returns
 * a copy.
 *
 * @param <E> what an observer sees
 */
public final class TestEvent<E extends PaymentIntentEvent> {

  private static final Duration AGE = Duration.ofMinutes(10);

  private final Class<E> type;
  private final EventBody body;
  private final @Nullable List<Long> received;
  private final @Nullable Instant created;
  private final Clock clock;

  /**
   * @param received null if it is paid in full
   * @param created null for the clock's time
   */
  TestEvent(
      Class<E> type,
      EventBody body,
      @Nullable List<Long> received,
      @Nullable Instant created,
      Clock clock) {
    this.type = type;
    this.body = body;
    this.received = received;
    this.created = created;
    this.clock = clock;
  }

  private TestEvent<E> with(EventBody changed) {
    return new TestEvent<>(type, changed, received, created, clock);
  }

  private TestEvent<E> received(List<Long> amounts) {
    return new TestEvent<>(type, body, List.copyOf(amounts), created, clock);
  }

  /**
   * Replaces the id of the payment intent.
   *
   * @param id a UUID, as all ids of bamotf's payment intents are
   */
  public TestEvent<E> id(String id) {
    return with(body.withIntentId(UUID.fromString(id)));
  }

  /**
   * @param amount requested, in the currency's smallest unit, such as cents
   */
  public TestEvent<E> amount(String currency, long amount) {
    return with(body.withAmount(amount, currency));
  }

  /** Requests this amount of bitcoin. */
  public TestEvent<E> btc(long satoshi) {
    return amount("BTC", satoshi);
  }

  /** Adds to the metadata. */
  public TestEvent<E> metadata(String key, String value) {
    return with(body.withTexts(body.description(), plus(body.metadata(), key, value)));
  }

  public TestEvent<E> description(@Nullable String description) {
    return with(body.withTexts(description, body.metadata()));
  }

  /** {@code prod}, {@code test} or {@code dev}; any text is accepted. */
  public TestEvent<E> mode(String mode) {
    return with(body.withMode(mode));
  }

  /** Replaces the number of bamotf's job; two jobs with one number are what a Redis reset makes. */
  public TestEvent<E> idempotencyKey(String key) {
    return with(body.withEvent(body.event(), key));
  }

  /**
   * Replaces the transactions: one for each amount, in the payment's smallest unit. They are
   * confirmed, except those of a {@code processing} event.
   */
  public TestEvent<E> paidBy(long... amounts) {
    return received(Arrays.stream(amounts).boxed().toList());
  }

  /**
   * One transaction that is smaller than requested.
   *
   * @param missing in the payment's smallest unit. In a fiat currency, up to 2 % are tolerated
   * @throws IllegalArgumentException unless it is from 1 to the amount requested
   */
  public TestEvent<E> underpaidBy(long missing) {
    if (missing < 1 || missing > body.amount()) {
      throw new IllegalArgumentException(
          "The payment of %s cannot be underpaid by %s; call amount(…) first, and use 1 to %1$s"
              .formatted(body.amount(), missing));
    }
    return paidBy(body.amount() - missing);
  }

  /** When bamotf makes the message, for every attempt. By default the time of each attempt. */
  public TestEvent<E> created(Instant time) {
    return new TestEvent<>(type, body, received, time, clock);
  }

  /** The id of the payment intent. */
  public String paymentIntentId() {
    return body.intentId().toString();
  }

  /** The event's name, such as {@code payment_intent.succeeded}. */
  public String type() {
    return body.event();
  }

  /** The body that bamotf would send, in UTF-8, with a new id. */
  public byte[] body() {
    return bodyAt(clock.instant());
  }

  /** Like {@link #body()}, at this time unless {@link #created} says another. */
  public byte[] bodyAt(Instant time) {
    List<Long> paid = received == null ? List.of(body.amount()) : received;
    Instant made = created == null ? time : created;
    boolean isOlder = made.isBefore(body.createdAt());
    return (isOlder ? createdAt(made.minus(AGE)) : body).bytes(made, paid);
  }

  private EventBody createdAt(Instant time) {
    return new EventBody(
        body.event(),
        body.intentId(),
        body.idempotencyKey(),
        body.mode(),
        body.currency(),
        body.amount(),
        time,
        body.accountId(),
        body.description(),
        body.metadata());
  }

  /**
   * The payment as bamotf's REST API shows it ten minutes after this event, for {@link
   * FakeBamotf#add(FakeIntent)}.
   */
  public FakeIntent inApi() {
    JsonObjectBuilder metadata = Json.createObjectBuilder();
    body.metadata().forEach(metadata::add);
    String status = body.event().substring(body.event().indexOf('.') + 1);
    FakeIntent intent =
        new FakeIntent(paymentIntentId(), body.mode())
            .withAmount("\"" + body.amount() + '"')
            .withCurrency(body.currency())
            .withMetadata(metadata.build().toString());
    if (body.event().equals(EventBody.CANCELED)) {
      intent.cancel("null", Instant.now().minus(AGE));
      return intent;
    }
    return intent.with(type == UnknownPaymentIntentEvent.class ? "succeeded" : status);
  }

  /** The event as an observer sees it: the body, read by the library's own code. */
  public E toEvent() {
    return type.cast(new EventReader().read(body(), Source.WEBHOOK, "bamotf.webhook.secret"));
  }

  static Map<String, String> plus(Map<String, String> metadata, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(metadata);
    more.put(key, value);
    return more;
  }

  @Override
  public String toString() {
    return "%s of payment intent %s (idempotency key %s)"
        .formatted(type(), paymentIntentId(), body.idempotencyKey());
  }
}
