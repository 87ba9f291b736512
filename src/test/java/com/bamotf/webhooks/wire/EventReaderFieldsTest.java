package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.event.Transaction;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be there, what may be absent, and what names and times must be. */
class EventReaderFieldsTest {

  private static final String TRANSACTIONS = "\"transactions\":[";

  @ParameterizedTest
  @CsvSource({
    "'\"event\":', event",
    "'\"idempotenceKey\":', idempotenceKey",
    "'\"data\":', data",
    "'\"paymentIntent\":', data.paymentIntent",
    "'\"id\":\"3f0f2a53', data.paymentIntent.id",
    "'\"mode\":', data.paymentIntent.mode",
    "'\"amount\":', data.paymentIntent.amount",
    "'\"status\":', data.paymentIntent.status",
    "'\"confirmations\":1,\"t', data.paymentIntent.confirmations",
    "'\"currency\":', data.paymentIntent.currency",
    "'\"id\":\"9f8e', data.paymentIntent.transactions[0].id",
    "'\"amount\":\"10002001\",\"confirmations\":1,\"p', data.paymentIntent.transactions[0].amount",
    "'\"confirmations\":1,\"p', data.paymentIntent.transactions[0].confirmations",
  })
  void whatIsRequiredIsNamedWhenItIsMissing(String member, String path) {
    assertThat(Message.bitcoin().with(member, "\"_" + member.substring(1)).refusal())
        .startsWith(path + " is missing; it must be ");
  }

  @Test
  void aPaymentIntentThatStandsAloneIsReadByTheSameRules() {
    String whole = Message.bitcoin().text();
    int start = whole.indexOf("{", whole.indexOf("paymentIntent"));
    String alone = whole.substring(start, whole.length() - 2);
    EventReader reader = new EventReader();
    assertThat(reader.readPaymentIntent(alone.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            reader
                .read(whole.getBytes(StandardCharsets.UTF_8), Source.WEBHOOK, null)
                .paymentIntent());
    byte[] wrong = alone.replace("\"10002001\"", "1e3").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> reader.readPaymentIntent(wrong))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("amount");
  }

  @Test
  void everythingElseMayBeAbsent() {
    PaymentIntentEvent event =
        new Message(
                """
                {"event":"payment_intent.succeeded","idempotenceKey":"1","data":{"paymentIntent":{
                "id":"i","mode":"prod","amount":"5","status":"succeeded","confirmations":0,
                "currency":"BTC","transactions":[{"id":"t","amount":"5","confirmations":0}]}}}\
                """)
            .read();
    PaymentIntent intent = event.paymentIntent();
    assertThat(event.delivery().id()).isNull();
    assertThat(event.delivery().created()).isNull();
    assertThat(intent.address()).isNull();
    assertThat(intent.canceledAt()).isNull();
    assertThat(intent.cancellationReason()).isNull();
    assertThat(intent.description()).isNull();
    assertThat(intent.metadata()).isEqualTo(JsonValue.NULL);
    assertThat(intent.accountId()).isNull();
    assertThat(intent.createdAt()).isNull();
    assertThat(intent.updatedAt()).isNull();
    assertThat(intent.transactions()).extracting(Transaction::paymentIntentId).containsNull();
    assertThat(intent.isPaid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"transactions_\":[", "\"transactions\":null,\"other\":["})
  void absentTransactionsAreNotKnown(String member) {
    PaymentIntent intent = Message.bitcoin().with("\"transactions\":[", member).intent();
    assertThat(intent.transactionsKnown()).isFalse();
    assertThat(intent.transactions()).isEmpty();
    assertThat(intent.receivedAmount()).isEmpty();
  }

  @Test
  void transactionsAreLimitedInNumber() {
    String one = "{\"id\":\"t\",\"amount\":\"1\",\"confirmations\":1},";
    Message most = Message.bitcoin().with(TRANSACTIONS, TRANSACTIONS + one.repeat(4_999));
    assertThat(most.intent().transactions()).hasSize(5_000);
    assertThat(most.with(TRANSACTIONS, TRANSACTIONS + one).refusal())
        .isEqualTo("data.paymentIntent.transactions has more than 5000 elements");
    // Nothing behind the limit is read: here it is not even JSON.
    Message endless = new Message("{\"transactions\":[" + one.repeat(5_000) + "{no JSON");
    assertThatThrownBy(() -> new EventReader().readPaymentIntent(endless.bytes()))
        .hasMessageStartingWith("transactions has more than 5000 elements");
  }

  @Test
  void whatIsCalledTransactionsElsewhereIsNotLimited() {
    String list = "{\"transactions\":[" + "0,".repeat(6_000) + "0]}";
    Message message = Message.bitcoin().with("{\"orderId\":\"1234\"}", list);
    assertThat(message.intent().metadata().asJsonObject().getJsonArray("transactions"))
        .hasSize(6_001);
  }

  @Test
  void anEmptyListOfTransactionsIsKnownToBeEmpty() {
    PaymentIntent intent =
        Message.bitcoin().with("\"transactions\":[", "\"transactions\":[],\"other\":[").intent();
    assertThat(intent.transactionsKnown()).isTrue();
    assertThat(intent.receivedAmount()).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event",
        "idempotenceKey",
        "mode",
        "status",
        "currency",
        "id",
        "accountId",
        "paymentIntentId"
      })
  void anIdentifierIsFitForADatabaseKey(String name) {
    for (String bad :
        new String[] {
          "\"\"",
          "\"a\\u0000\"",
          "\"\\n\"",
          "\"\\u007f\"",
          "\"\\ud800\"",
          "\"\\udc00a\"",
          "\"a\\ud800b\"",
          "\"" + "x".repeat(256) + "\"",
          "true",
          "[]",
          "{}",
          "1.5"
        }) {
      assertThat(withIdentifier(name, bad).refusal())
          .contains(name + " is ")
          .contains("; it must be a string of 1 to 255 characters without control characters");
    }
    String longest = "\"" + "x".repeat(253) + "\\ud83d\\ude00\"";
    assertThat(withIdentifier(name, longest).intent()).isNotNull();
  }

  @Test
  void aMessageIdMayBeAbsentButNotUnfit() {
    Message body = Message.bitcoin();
    assertThat(body.with("\"id\":\"5a1d7a3e", "\"id\":\"\\u0000").refusal()).startsWith("id is ");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "41, 41", "123456789012345678901234567890, 123456789012345678901234567890"})
  void theIdempotencyKeyMayBeAWholeNumber(String json, String key) {
    assertThat(withIdentifier("idempotenceKey", json).read().delivery().idempotencyKey())
        .isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e3", "1.0", "null"})
  void anotherNumberIsNoIdempotencyKey(String json) {
    assertThat(withIdentifier("idempotenceKey", json).refusal())
        .startsWith("idempotenceKey is ")
        .endsWith(", or a whole number");
  }

  @Test
  void unknownModesStatusesAndCurrenciesPass() {
    PaymentIntent intent =
        withIdentifier("mode", "\"staging\"")
            .with("\"status\":\"succeeded\"", "\"status\":\"on_hold\"")
            .with("\"currency\":\"BTC\"", "\"currency\":\"sats\"")
            .intent();
    assertThat(intent.mode()).isEqualTo("staging");
    assertThat(intent.status()).isEqualTo("on_hold");
    assertThat(intent.currency()).isEqualTo("sats");
  }

  @ParameterizedTest
  @ValueSource(strings = {"address", "cancellationReason", "description"})
  void aTextIsAnyString(String name) {
    assertThat(withText(name, "\"\"").intent().toString()).contains(name + "=,");
    assertThat(withText(name, "7").refusal())
        .isEqualTo("data.paymentIntent." + name + " is the number 7; it must be a string");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"yesterday\"",
        "\"2023-11-14\"",
        "\"2023-11-14T22:13:20\"",
        "1700000000000",
        "\"2023-02-29T00:00:00Z\"",
        "\"2023-11-14T22:60:00Z\"",
        "\"2023-11-14 22:13:20Z\"",
        "\"20２3-11-14T22:13:20Z\"",
        "\"+10000-01-01T00:00:00Z\"",
        "\"-0001-01-01T00:00:00Z\"",
        "{}"
      })
  void aTimeIsAnInstant(String json) {
    assertThat(withCreated(json).refusal())
        .startsWith("created is ")
        .endsWith(
            "; it must be an ISO-8601 time with a time zone, such as 2023-11-14T22:13:20.000Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-11-14T22:13:20.045Z",
        "1969-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z"
      })
  void aTimeIsReadAsJavaScriptWritesIt(String time) {
    assertThat(withCreated('"' + time + '"').read().delivery().created()).isEqualTo(time);
  }

  @Test
  void aTimeMayHaveAnOffset() {
    assertThat(withCreated("\"2023-11-14T23:13:20+01:00\"").read().delivery().created())
        .isEqualTo("2023-11-14T22:13:20Z");
  }

  @Test
  void objectsAndListsMustBeSuch() {
    Message body = Message.bitcoin();
    assertThat(body.with("\"data\":{", "\"data\":[],\"other\":{").refusal())
        .isEqualTo("data is a list; it must be a JSON object");
    assertThat(body.with("\"transactions\":[", "\"transactions\":{},\"other\":[").refusal())
        .isEqualTo("data.paymentIntent.transactions is an object; it must be a list of objects");
    assertThat(body.with("\"transactions\":[{", "\"transactions\":[null,{").refusal())
        .isEqualTo("data.paymentIntent.transactions[0] is null; it must be a JSON object");
  }

  @Test
  void aLongValueIsShownShortened() {
    assertThat(withCreated("\"" + "x".repeat(1_000_000) + "\"").refusal())
        .startsWith("created is \"" + "x".repeat(39) + "…\"; it must be ");
  }

  private static Message withIdentifier(String name, String json) {
    String quoted = '"' + name + "\":";
    return Message.bitcoin().with(quoted, quoted + json + ",\"_" + name + "\":");
  }

  private static Message withText(String name, String json) {
    return withIdentifier(name, json);
  }

  private static Message withCreated(String json) {
    return withIdentifier("created", json);
  }
}
