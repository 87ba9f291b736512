package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.bamotf.webhooks.event.Delivery;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentCanceled;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentPending;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.event.RawBody;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.event.Transaction;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class EventReaderFixturesTest {

  private static final List<String> ALL = Fixtures.ALL;

  private static final Map<String, Class<? extends PaymentIntentEvent>> TYPES =
      Map.of(
          "canceled.json", PaymentIntentCanceled.class,
          "largest-amount.json", PaymentIntentSucceeded.class,
          "pending.json", PaymentIntentPending.class,
          "processing-btc.json", PaymentIntentProcessing.class,
          "processing-with-later-status.json", PaymentIntentProcessing.class,
          "succeeded-btc.json", PaymentIntentSucceeded.class,
          "succeeded-fiat-two-transactions.json", PaymentIntentSucceeded.class,
          "unknown-event.json", UnknownPaymentIntentEvent.class,
          "unknown-fields-and-currency.json", PaymentIntentSucceeded.class);

  private final EventReader reader = new EventReader();

  @ParameterizedTest
  @FieldSource("ALL")
  void everyFixtureIsReadIntoItsType(String name) {
    byte[] body = Fixtures.bytes(name);
    PaymentIntentEvent event = reader.read(body, Source.RECONCILED, null);
    assertThat(event).isExactlyInstanceOf(TYPES.get(name));
    assertThat(event.type()).isEqualTo(event.delivery().eventType()).startsWith("payment_intent.");
    assertThat(event.delivery().source()).isEqualTo(Source.RECONCILED);
    assertThat(event.delivery().body().bytes()).isEqualTo(body);
    assertThat(event).isEqualTo(reader.read(body, Source.RECONCILED, null));
  }

  @Test
  void aPaymentInBitcoin() {
    assertThat(read("succeeded-btc.json"))
        .isEqualTo(
            new PaymentIntentSucceeded(
                new PaymentIntent(
                    "3f0f2a53-54c7-4f4b-9a3d-7f6a1c9a0e11",
                    "prod",
                    "bc1q00hf9mlaxzej30cx5q6200c636ufdc4gjmqyuh",
                    10_002_001,
                    PaymentIntent.SUCCEEDED,
                    1,
                    new BigDecimal("0.02"),
                    PaymentIntent.BTC,
                    null,
                    null,
                    "Order #1234 — café ☕",
                    Json.createObjectBuilder().add("orderId", "1234").build(),
                    "clk9v3f1x000008l4h2d1c3b5",
                    Instant.parse("2023-11-14T22:10:00Z"),
                    Instant.parse("2023-11-14T22:13:19Z"),
                    List.of(
                        new Transaction(
                            "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0",
                            10_002_001,
                            OptionalLong.empty(),
                            1,
                            "3f0f2a53-54c7-4f4b-9a3d-7f6a1c9a0e11",
                            Instant.parse("2023-11-14T22:12:00Z"),
                            Instant.parse("2023-11-14T22:13:19Z"))),
                    true),
                new Delivery(
                    "5a1d7a3e-0f3c-4b1b-8d5e-2d9a6f0b7c44",
                    "41",
                    Instant.parse("2023-11-14T22:13:20Z"),
                    "payment_intent.succeeded",
                    Source.WEBHOOK,
                    "bamotf.webhook.secret.2",
                    new RawBody(Fixtures.bytes("succeeded-btc.json")))));
  }

  @Test
  void aPaymentInFiatByTwoTransactions() {
    PaymentIntent intent = read("succeeded-fiat-two-transactions.json").paymentIntent();
    assertThat(intent.currency()).isEqualTo("USD");
    assertThat(intent.description()).isNull();
    assertThat(intent.metadata()).isEqualTo(JsonValue.NULL);
    assertThat(intent.transactions())
        .extracting(Transaction::amount, t -> t.originalAmount().orElseThrow())
        .containsExactly(tuple(150_000L, 5_000L), tuple(149_000L, 4_900L));
    assertThat(intent.receivedAmount()).hasValue(9_900);
    assertThat(intent.requiredAmount()).isEqualTo(9_500);
    assertThat(intent.isPaid()).isTrue();
  }

  @Test
  void aCanceledIntentTellsWhenAndWhy() {
    PaymentIntent intent = read("canceled.json").paymentIntent();
    assertThat(intent.canceledAt()).isEqualTo("2023-11-14T22:13:00Z");
    assertThat(intent.cancellationReason()).isEqualTo("requested_by_customer");
    assertThat(intent.transactionsKnown()).isTrue();
    assertThat(intent.receivedAmount()).hasValue(0);
  }

  @Test
  void aLateProcessingCarriesTheStatusOfNow() {
    PaymentIntentEvent event = read("processing-with-later-status.json");
    assertThat(event).isInstanceOf(PaymentIntentProcessing.class);
    assertThat(event.paymentIntent().status()).isEqualTo(PaymentIntent.SUCCEEDED);
  }

  @Test
  void theLargestAmountIsExact() {
    assertThat(read("largest-amount.json").paymentIntent().amount()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anUnknownEventKeepsItsName() {
    assertThat(read("unknown-event.json").type()).isEqualTo("payment_intent.refunded");
  }

  @Test
  void anUnknownCurrencyWhoseValueIsNotToldIsNotGuessed() {
    PaymentIntent intent = read("unknown-fields-and-currency.json").paymentIntent();
    assertThat(intent.currency()).isEqualTo("XYZ");
    assertThat(intent.receivedAmount()).isEmpty();
    assertThat(intent.isPaid()).isTrue();
  }

  @Test
  void oneReaderServesManyThreads() {
    PaymentIntentEvent expected = read("succeeded-btc.json");
    List<PaymentIntentEvent> events =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> read(i % 2 == 0 ? "succeeded-btc.json" : "pending.json"))
            .filter(PaymentIntentSucceeded.class::isInstance)
            .toList();
    assertThat(events).hasSize(1_000).containsOnly(expected);
  }

  private PaymentIntentEvent read(String name) {
    return reader.read(Fixtures.bytes(name), Source.WEBHOOK, "bamotf.webhook.secret.2");
  }
}
