package com.bamotf.webhooks.war.ledger;

import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.io.StringReader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the read API, streamed with JSON-P: it is the same on every server, whatever its JSON
 * binding, and no answer is held in memory as a whole.
 *
 * <p>Names and formats are those of the wire: amounts are strings, since JavaScript cannot
 * represent every 64-bit number; times are ISO-8601 in UTC; unknown values are null, never absent.
 */
final class PaymentJson {

  private static final JsonProvider JSON = JsonProvider.provider();

  private PaymentJson() {}

  /**
   * A list of payments without their transactions.
   *
   * @param path of the list, for the link to the next page
   */
  static StreamingOutput page(PaymentPage page, String path) {
    return streamed(
        json -> {
          json.writeStartArray("data");
          for (Payment payment : page.payments()) {
            json.writeStartObject();
            describe(json, payment);
            json.writeEnd();
          }
          json.writeEnd();
          json.write("total", page.total());
          json.write("limit", page.query().limit());
          json.write("offset", page.query().offset());
          json.write(
              "next",
              text(page.next().map(query -> path + "?" + query.toQueryString()).orElse(null)));
        });
  }

  /** One payment with its transactions. */
  static StreamingOutput payment(Payment payment) {
    return streamed(
        json -> {
          describe(json, payment);
          json.writeStartArray("transactions");
          payment.transactions().forEach(each -> transaction(json, each));
          json.writeEnd();
        });
  }

  /** What payments come to. */
  static StreamingOutput totals(PaymentTotals totals) {
    return streamed(
        json -> {
          json.writeStartArray("totals");
          totals.groups().forEach(group -> total(json, group));
          json.writeEnd();
          json.writeStartArray("days");
          totals.days().forEach(day -> day(json, day));
          json.writeEnd();
        });
  }

  private static void total(JsonGenerator json, PaymentTotals.Group group) {
    json.writeStartObject();
    json.write("currency", group.currency());
    json.write("mode", group.mode());
    json.write("payments", group.payments());
    json.write("paid", group.paid());
    json.write("open", group.open());
    json.write("canceled", group.canceled());
    json.write("received", group.received().toString());
    json.writeEnd();
  }

  private static void day(JsonGenerator json, PaymentTotals.Day day) {
    json.writeStartObject();
    json.write("day", day.day().toString());
    json.write("currency", day.currency());
    json.write("mode", day.mode());
    json.write("payments", day.payments());
    json.write("paid", day.paid());
    json.writeEnd();
  }

  private static StreamingOutput streamed(Consumer<JsonGenerator> members) {
    return (OutputStream out) -> {
      try (JsonGenerator json = JSON.createGenerator(out)) {
        json.writeStartObject();
        members.accept(json);
        json.writeEnd();
      }
    };
  }

  private static void describe(JsonGenerator json, Payment payment) {
    json.write("id", payment.id());
    json.write("mode", payment.mode());
    json.write("status", payment.status().wireName());
    json.write("currency", payment.currency());
    json.write("amount", text(payment.amount()));
    json.write("received", text(payment.received()));
    json.write("description", text(payment.description()));
    json.write("metadata", json(payment.metadata()));
    json.write("address", text(payment.address()));
    json.write("createdAt", text(payment.createdAt()));
    json.write("updatedAt", text(payment.updatedAt()));
    json.write("succeededAt", text(payment.succeededAt()));
    json.write("canceledAt", text(payment.canceledAt()));
  }

  private static void transaction(JsonGenerator json, PaymentTransaction transaction) {
    json.writeStartObject();
    json.write("id", transaction.txid());
    json.write("amount", text(transaction.amount()));
    json.write("originalAmount", text(transaction.originalAmount()));
    json.write("confirmations", transaction.confirmations());
    json.write("createdAt", text(transaction.createdAt()));
    json.write("updatedAt", text(transaction.updatedAt()));
    json.writeEnd();
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
