package com.bamotf.webhooks.ledger;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the read API. Built by hand with JSON-P, so that it is the same on every server,
 * whichever JSON binding that one prefers.
 *
 * <p>Names and forms are those of the wire: amounts are strings, since JavaScript cannot hold each
 * 64-bit number; times are ISO-8601 in UTC; what is not known is null, never absent.
 */
final class PaymentJson {

  private static final JsonProvider JSON = JsonProvider.provider();

  private PaymentJson() {}

  static JsonObject error(String message) {
    return JSON.createObjectBuilder().add("error", message).build();
  }

  /**
   * @param path the path of the list, for the link to the next page
   */
  static JsonObject page(PaymentPage page, String path) {
    PaymentQuery query = page.query();
    JsonArrayBuilder data = JSON.createArrayBuilder();
    page.payments().forEach(payment -> data.add(payment(payment)));
    String next = page.isLast() ? null : path + "?" + query.next().toQueryString();
    return JSON.createObjectBuilder()
        .add("data", data)
        .add("total", page.total())
        .add("limit", query.limit())
        .add("offset", query.offset())
        .add("next", text(next))
        .build();
  }

  static JsonObject payment(Payment payment) {
    JsonArrayBuilder transactions = JSON.createArrayBuilder();
    payment.transactions().forEach(each -> transactions.add(transaction(each)));
    return JSON.createObjectBuilder()
        .add("id", payment.id())
        .add("mode", payment.mode())
        .add("status", payment.status().wireName())
        .add("currency", payment.currency())
        .add("amount", text(payment.amount()))
        .add("received", text(payment.received()))
        .add("description", text(payment.description()))
        .add("metadata", json(payment.metadata()))
        .add("address", text(payment.address()))
        .add("createdAt", text(payment.createdAt()))
        .add("updatedAt", text(payment.updatedAt()))
        .add("succeededAt", text(payment.succeededAt()))
        .add("canceledAt", text(payment.canceledAt()))
        .add("transactions", transactions)
        .build();
  }

  private static JsonObjectBuilder transaction(PaymentTransaction transaction) {
    return JSON.createObjectBuilder()
        .add("id", transaction.txid())
        .add("amount", text(transaction.amount()))
        .add("originalAmount", text(transaction.originalAmount()))
        .add("confirmations", transaction.confirmations())
        .add("createdAt", text(transaction.createdAt()))
        .add("updatedAt", text(transaction.updatedAt()));
  }

  private static JsonValue text(@Nullable Object value) {
    return value == null ? JsonValue.NULL : JSON.createValue(value.toString());
  }

  private static JsonValue json(@Nullable String text) {
    if (text == null) {
      return JsonValue.NULL;
    }
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }
}
