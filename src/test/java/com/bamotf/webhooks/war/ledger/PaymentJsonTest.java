package com.bamotf.webhooks.war.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentJsonTest {

  @Test
  void writesEveryField() {
    assertThat(Written.text(PaymentJson.payment(payment(Events.fiat()))))
        .isEqualTo(
            """
            {"id":"3f0f2a53-54c7-4f4b-9a3d-7f6a1c9a0e11",
            "mode":"prod","status":"succeeded","currency":"USD",
            "amount":"10000","received":"9900",
            "description":null,"metadata":null,
            "address":"bc1q00hf9mlaxzej30cx5q6200c636ufdc4gjmqyuh",
            "createdAt":"2023-11-14T22:10:00Z","updatedAt":"2023-11-14T22:13:19Z",
            "succeededAt":"2023-11-14T22:13:19Z","canceledAt":null,
            "transactions":[
            {"id":"9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0",
            "amount":"150000","originalAmount":"5000","confirmations":1,
            "createdAt":"2023-11-14T22:12:00Z","updatedAt":"2023-11-14T22:13:19Z"},
            {"id":"1111111111111111111111111111111111111111111111111111111111111111",
            "amount":"149000","originalAmount":"4900","confirmations":3,
            "createdAt":"2023-11-14T22:12:00Z","updatedAt":"2023-11-14T22:13:19Z"}]}
            """
                .replace("\n", ""));
  }

  @Test
  void writesAmountsThatJavaScriptCannotHold() {
    assertThat(json(Events.read("largest-amount")).getString("amount"))
        .isEqualTo("9223372036854775807");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":[1,{\"b\":null}]}", "[1.50,\"x\"]", "\"text\"", "12", "false", "1E+400"})
  void writesMetadataAsTheJsonThatItIs(String metadata) {
    JsonObject json =
        json(
            Events.read("succeeded-btc", body -> body.replace("{\"orderId\":\"1234\"}", metadata)));

    assertThat(json.get("metadata")).hasToString(metadata);
  }

  @Test
  void saysNullWhereNothingIsKnown() {
    JsonObject json =
        json(
            Events.read(
                "succeeded-btc", body -> body.replaceFirst(",\"transactions\":\\[.*?]", "")));

    assertThat(json.get("received")).isEqualTo(JsonValue.NULL);
    assertThat(json.getJsonArray("transactions")).isEmpty();
  }

  @Test
  void linksToTheNextPageUntilTheLast() {
    PaymentQuery query =
        PaymentQuery.of(Map.of("q", List.of("a&b"), "limit", List.of("1"), "offset", List.of("2")));

    JsonObject page = page(query, List.of(payment(Events.succeeded())), 4);
    assertThat(page.getJsonArray("data")).hasSize(1);
    assertThat(page.getInt("total")).isEqualTo(4);
    assertThat(page.getInt("limit")).isEqualTo(1);
    assertThat(page.getInt("offset")).isEqualTo(2);
    assertThat(page.getString("next")).isEqualTo("/bamotf/payments?q=a%26b&limit=1&offset=3");

    JsonObject last = page(query, List.of(), 3);
    assertThat(last.get("next")).isEqualTo(JsonValue.NULL);
    assertThat(last.getJsonArray("data")).isEmpty();
  }

  /** Of everything else a list tells as much as a single payment does. */
  @Test
  void tellsTheTransactionsOfASinglePaymentOnly() {
    JsonObject single = json(Events.fiat());
    JsonObject listed =
        page(PaymentQuery.of(Map.of()), List.of(payment(Events.fiat())), 1)
            .getJsonArray("data")
            .getJsonObject(0);

    assertThat(single.getJsonArray("transactions")).hasSize(2);
    JsonObject without = Json.createObjectBuilder(single).remove("transactions").build();
    assertThat(listed).isEqualTo(without);
  }

  private static JsonObject page(PaymentQuery query, List<Payment> payments, long total) {
    PaymentPage page = new PaymentPage(query, payments, total);
    return Written.json(PaymentJson.page(page, "/bamotf/payments"));
  }

  private static JsonObject json(PaymentIntentEvent event) {
    return Written.json(PaymentJson.payment(payment(event)));
  }

  private static Payment payment(PaymentIntentEvent event) {
    Payment payment = new Payment(event.paymentIntent(), Instant.EPOCH);
    payment.apply(event);
    return payment;
  }
}
