package com.bamotf.webhooks.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventBodyTest {

  private static final Instant CREATED = Instant.parse("2023-11-14T22:13:20Z");

  private static JsonObject json(EventBody event) {
    return json(new String(event.bytes(CREATED), UTF_8));
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static JsonObject intent(EventBody event) {
    return json(event).getJsonObject("data").getJsonObject("paymentIntent");
  }

  /** The fixtures have the real server's order of fields, and its types. */
  @ParameterizedTest
  @CsvSource({
    "succeeded-btc.json, payment_intent.succeeded, BTC",
    "processing-btc.json, payment_intent.processing, BTC",
    "canceled.json, payment_intent.canceled, BTC",
    "pending.json, payment_intent.pending, BTC",
    "unknown-event.json, payment_intent.refunded, BTC",
  })
  void hasTheFieldsAndTheirOrderAsTheServerHas(String fixture, String event, String currency)
      throws IOException {
    EventBody body = EventBody.of(event).withAmount(10_002_001, currency);

    assertThat(shape("", json(body))).isEqualTo(shape("", json(fixture(fixture))));
  }

  @Test
  void aFiatPaymentHasItsOriginalAmountLast() throws IOException {
    EventBody body =
        EventBody.of(EventBody.SUCCEEDED).withAmount(9_900, "USD").withTexts(null, Map.of());
    JsonObject expected = json(fixture("succeeded-fiat-two-transactions.json"));

    // The fixture has two transactions of one form, the generated body one.
    assertThat(shape("", json(body)).stream().distinct())
        .containsExactlyElementsOf(shape("", expected).stream().distinct().toList());
    assertThat(intent(body).getJsonArray("transactions").getJsonObject(0))
        .containsEntry("originalAmount", Json.createValue("9900"))
        .containsEntry("amount", Json.createValue("150000"));
  }

  @ParameterizedTest
  @CsvSource({
    "payment_intent.succeeded, succeeded, 1",
    "payment_intent.processing, processing, 0",
    "payment_intent.refunded, succeeded, 1",
    "something.else, succeeded, 1",
  })
  void tellsOfATransaction(String event, String status, int confirmations) {
    EventBody body = EventBody.of(event);
    JsonObject intent = intent(body);
    JsonObject transaction = intent.getJsonArray("transactions").getJsonObject(0);

    assertThat(json(body).getString("event")).isEqualTo(event);
    assertThat(intent.getString("status")).isEqualTo(status);
    assertThat(transaction.getInt("confirmations")).isEqualTo(confirmations);
    assertThat(transaction.getString("amount")).isEqualTo(intent.getString("amount"));
    assertThat(transaction.getString("paymentIntentId")).isEqualTo(intent.getString("id"));
    assertThat(transaction.getString("id")).matches("[0-9a-f]{64}");
    assertThat(intent.get("canceledAt")).isEqualTo(JsonValue.NULL);
  }

  @ParameterizedTest
  @CsvSource({"payment_intent.pending, pending", "payment_intent.canceled, canceled"})
  void orOfNone(String event, String status) {
    JsonObject intent = intent(EventBody.of(event));

    assertThat(intent.getString("status")).isEqualTo(status);
    assertThat(intent.getJsonArray("transactions")).isEmpty();
  }

  @Test
  void eachNewOneIsAnotherPayment() {
    EventBody one = EventBody.of(EventBody.SUCCEEDED);
    EventBody two = EventBody.of(EventBody.SUCCEEDED);

    assertThat(intent(one).getString("id")).isNotEqualTo(intent(two).getString("id"));
    assertThat(intent(one).getString("address")).isNotEqualTo(intent(two).getString("address"));
    assertThat(transactionId(one)).isNotEqualTo(transactionId(two));
    assertThat(one.amount()).isPositive();
  }

  @Test
  void aLaterEventTellsOfTheSamePayment() {
    EventBody first = EventBody.of(EventBody.PROCESSING);
    EventBody later = first.withEvent(EventBody.SUCCEEDED, "2");

    assertThat(json(later).getString("idempotenceKey")).isEqualTo("2");
    assertThat(json(later).getString("event")).isEqualTo(EventBody.SUCCEEDED);
    for (String field : List.of("id", "address", "amount", "createdAt", "metadata")) {
      assertThat(intent(later).get(field)).as(field).isEqualTo(intent(first).get(field));
    }
    assertThat(transactionId(later)).isEqualTo(transactionId(first));
  }

  @Test
  void eachAttemptHasANewDeliveryIdAndTime() {
    EventBody event = EventBody.of(EventBody.SUCCEEDED);
    JsonObject one = json(event);
    JsonObject two = json(new String(event.bytes(CREATED.plusMillis(1_002)), UTF_8));

    assertThat(UUID.fromString(one.getString("id")))
        .isNotEqualTo(UUID.fromString(two.getString("id")));
    assertThat(one.getString("created")).isEqualTo("2023-11-14T22:13:20.000Z");
    assertThat(two.getString("created")).isEqualTo("2023-11-14T22:13:21.002Z");
    assertThat(two.get("idempotenceKey")).isEqualTo(one.get("idempotenceKey"));
  }

  @Test
  void holdsWhatItWasGiven() {
    UUID id = UUID.randomUUID();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("z", "1");
    metadata.put("a", "2");
    JsonObject intent =
        intent(
            EventBody.of(EventBody.SUCCEEDED)
                .withIntentId(id)
                .withMode("prod")
                .withAmount(Long.MAX_VALUE, "BTC")
                .withTexts("two pizzas", metadata));

    assertThat(intent.getString("id")).isEqualTo(id.toString());
    assertThat(intent.getString("mode")).isEqualTo("prod");
    assertThat(intent.getString("amount")).isEqualTo("9223372036854775807");
    assertThat(intent.getString("currency")).isEqualTo("BTC");
    assertThat(intent.getString("description")).isEqualTo("two pizzas");
    assertThat(intent.getJsonObject("metadata").keySet()).containsExactly("z", "a");
  }

  @ParameterizedTest
  @CsvSource({"prod, bc1q", "test, tb1q", "dev, bcrt1q", "later, bcrt1q"})
  void theAddressIsOfTheModesNetwork(String mode, String prefix) {
    assertThat(intent(EventBody.of("x").withMode(mode)).getString("address"))
        .matches(prefix + "[02-9ac-hj-np-z]{38}");
  }

  @Test
  void inDevModeATransactionIdIsAUuid() {
    String id = transactionId(EventBody.of(EventBody.SUCCEEDED).withMode("dev"));

    assertThat(UUID.fromString(id)).hasToString(id);
  }

  @Test
  void textsAreEscaped() {
    String nasty = "\"\\/\b\f\n\r\t\u0000\u001f\u007f é☕\uD83D\uDE00\u2028";
    EventBody event = EventBody.of("x").withTexts(nasty, Map.of(nasty, nasty));

    assertThat(intent(event).getString("description")).isEqualTo(nasty);
    assertThat(intent(event).getJsonObject("metadata").getString(nasty)).isEqualTo(nasty);
    assertThat(new String(event.bytes(CREATED), UTF_8))
        .contains("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f é☕\uD83D\uDE00\u2028\"");
  }

  @Test
  void aLoneSurrogateIsEscapedAsJavaScriptDoes() {
    EventBody event = EventBody.of("x").withTexts("\uD800 \uDFFF\uE000", Map.of());

    assertThat(new String(event.bytes(CREATED), UTF_8))
        .contains("\"description\":\"\\ud800 \\udfff\uE000\"");
  }

  @Test
  void zeroIsAnAmount() {
    assertThat(intent(EventBody.of("x").withAmount(0, "BTC")).getString("amount")).isEqualTo("0");
  }

  @Test
  void aNegativeAmountIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventBody.of("x").withAmount(-1, "BTC"))
        .withMessageContaining("-1");
  }

  @Test
  void metadataIsCopied() {
    Map<String, String> metadata = new LinkedHashMap<>(Map.of("a", "1"));
    EventBody event = EventBody.of("x").withTexts(null, metadata);
    metadata.put("b", "2");

    assertThat(event.metadata()).containsExactly(Map.entry("a", "1"));
  }

  private static String transactionId(EventBody event) {
    return intent(event).getJsonArray("transactions").getJsonObject(0).getString("id");
  }

  /** Every field in order, as its path and type. */
  private static List<String> shape(String path, JsonValue value) {
    List<String> shape = new ArrayList<>(List.of(path + " " + value.getValueType()));
    if (value instanceof JsonObject object) {
      object.forEach((name, member) -> shape.addAll(shape(path + "." + name, member)));
    } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
      value.asJsonArray().forEach(element -> shape.addAll(shape(path + "[]", element)));
    }
    return shape;
  }

  private static String fixture(String name) throws IOException {
    try (InputStream in = EventBodyTest.class.getResourceAsStream("/fixtures/" + name)) {
      if (in == null) {
        throw new IllegalStateException("There is no test resource fixtures/" + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
