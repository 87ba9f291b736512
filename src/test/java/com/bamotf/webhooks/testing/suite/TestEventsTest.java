package com.bamotf.webhooks.testing.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.event.Transaction;
import com.bamotf.webhooks.testing.TestEvent;
import com.bamotf.webhooks.testing.TestEvents;
import com.bamotf.webhooks.testing.TestPayment;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestEventsTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.006Z");

  /** The members, their order and their types are those of bodies that bamotf really sent. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "succeeded-btc",
        "processing-btc",
        "canceled",
        "pending",
        "unknown-event",
        "succeeded-fiat-two-transactions"
      })
  void aBodyHasTheFormOfBamotfs(String fixture) throws IOException {
    byte[] real = Files.readAllBytes(Path.of("src/test/resources/fixtures", fixture + ".json"));
    assertThat(form(event(fixture).body())).isEqualTo(form(real));
  }

  private static TestEvent<?> event(String fixture) {
    return switch (fixture) {
      case "succeeded-btc" -> TestEvents.succeeded().description("a").metadata("orderId", "1");
      case "processing-btc" -> TestEvents.processing().description("a").metadata("orderId", "1");
      case "canceled" -> TestEvents.canceled().description("a").metadata("orderId", "1");
      case "pending" -> TestEvents.pending().description("a").metadata("orderId", "1");
      case "unknown-event" ->
          TestEvents.unknown("payment_intent.refunded").description("a").metadata("orderId", "1");
      default -> TestEvents.succeeded().amount("USD", 10_000).paidBy(5000, 4900);
    };
  }

  private static List<String> form(byte[] body) {
    List<String> form = new ArrayList<>();
    try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
      collect("", reader.readObject(), form);
    }
    return form;
  }

  private static void collect(String path, JsonValue value, List<String> form) {
    form.add(path + " " + value.getValueType());
    if (value instanceof JsonObject object) {
      object.forEach((key, each) -> collect(path + "." + key, each, form));
    } else if (value instanceof JsonArray array) {
      array.forEach(each -> collect(path + "[]", each, form));
    }
  }

  @Test
  void anEventIsWhatAnObserverSees() {
    PaymentIntentSucceeded event =
        TestEvents.succeeded()
            .id("3f0f2a53-54c7-4f4b-9a3d-7f6a1c9a0e11")
            .amount("EUR", 2500)
            .metadata("orderId", "42")
            .metadata("colour", "red")
            .description("Order 42")
            .mode("test")
            .idempotencyKey("7")
            .created(TIME)
            .toEvent();
    assertThat(event.paymentIntent().id()).isEqualTo("3f0f2a53-54c7-4f4b-9a3d-7f6a1c9a0e11");
    assertThat(event.paymentIntent().amount()).isEqualTo(2500);
    assertThat(event.paymentIntent().currency()).isEqualTo("EUR");
    assertThat(event.paymentIntent().metadata("orderId")).hasValue("42");
    assertThat(event.paymentIntent().metadata("colour")).hasValue("red");
    assertThat(event.paymentIntent().mode()).isEqualTo("test");
    assertThat(event.paymentIntent().isPaid()).isTrue();
    assertThat(event.delivery().idempotencyKey()).isEqualTo("7");
    assertThat(event.delivery().created()).isEqualTo(TIME);
  }

  @Test
  void aPaymentCanBeUnderpaidOrInParts() {
    var under = TestEvents.succeeded().btc(1000).underpaidBy(1).toEvent().paymentIntent();
    assertThat(under.isPaid()).isFalse();
    assertThat(under.missingAmount()).hasValue(1);
    var parts = TestEvents.succeeded().btc(1000).paidBy(400, 700).toEvent().paymentIntent();
    assertThat(parts.overpaidAmount()).hasValue(100);
    assertThat(parts.transactions()).extracting(Transaction::id).doesNotHaveDuplicates().hasSize(2);
    assertThat(TestEvents.processing().toEvent().paymentIntent().isPaid()).isFalse();
    assertThat(TestEvents.canceled().toEvent().paymentIntent().transactions()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestEvents.succeeded().btc(10).underpaidBy(11))
        .withMessageContaining("underpaid by 11");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestEvents.succeeded().btc(10).underpaidBy(0));
  }

  @Test
  void eachBodyHasANewIdAndTheSameKey() {
    TestEvent<?> event = TestEvents.succeeded();
    String first = new String(event.bodyAt(TIME), java.nio.charset.StandardCharsets.UTF_8);
    String second = new String(event.bodyAt(TIME), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(first.substring(0, 45)).isNotEqualTo(second.substring(0, 45));
    assertThat(first.substring(45)).isEqualTo(second.substring(45));
  }

  @Test
  void eventsOfAPaymentAreJobsOfTheirOwn() {
    TestPayment payment = new TestPayment().btc(5);
    assertThat(payment.succeeded().toEvent().delivery().idempotencyKey())
        .isNotEqualTo(payment.succeeded().toEvent().delivery().idempotencyKey());
    assertThat(payment.succeeded().paymentIntentId()).isEqualTo(payment.id());
  }

  @Test
  void aKnownEventIsNotUnknown() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> TestEvents.unknown("payment_intent.succeeded"))
        .withMessageContaining("succeeded()");
  }
}
