package com.bamotf.webhooks.war.ledger;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.wire.EventReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Events as the application gets them: read from what bamotf's server sends. */
final class Events {

  /** The intent of every fixture. */
  static final String INTENT_ID = "3f0f2a53-54c7-4f4b-9a3d-7f6a1c9a0e11";

  static final String TXID = "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0";

  private Events() {}

  static PaymentIntentEvent succeeded() {
    return read("succeeded-btc");
  }

  static PaymentIntentEvent processing() {
    return read("processing-btc");
  }

  static PaymentIntentEvent fiat() {
    return read("succeeded-fiat-two-transactions");
  }

  static PaymentIntentEvent read(String fixture) {
    return read(fixture, body -> body);
  }

  static PaymentIntentEvent read(String fixture, UnaryOperator<String> change) {
    String body = change.apply(body(fixture));
    return new EventReader().read(body.getBytes(StandardCharsets.UTF_8), Source.WEBHOOK, null);
  }

  /** The same moment's event of another intent. */
  static PaymentIntentEvent of(String intentId) {
    return read("succeeded-btc", body -> body.replace(INTENT_ID, intentId));
  }

  private static String body(String fixture) {
    try (InputStream file = Events.class.getResourceAsStream("/fixtures/" + fixture + ".json")) {
      return new String(
          Objects.requireNonNull(file, fixture).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
