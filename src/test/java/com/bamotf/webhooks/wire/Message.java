package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import java.nio.charset.StandardCharsets;

/** A real body with one thing changed. */
public record Message(String text) {

  private static final EventReader READER = new EventReader();

  public static Message bitcoin() {
    return fixture("succeeded-btc.json");
  }

  public static Message fiat() {
    return fixture("succeeded-fiat-two-transactions.json");
  }

  private static Message fixture(String name) {
    return new Message(new String(Fixtures.bytes(name), StandardCharsets.UTF_8));
  }

  /** Replaces the first occurrence, which must be there. */
  public Message with(String old, String replacement) {
    assertThat(text).contains(old);
    int at = text.indexOf(old);
    return new Message(text.substring(0, at) + replacement + text.substring(at + old.length()));
  }

  public Message withAmount(String json) {
    return with("\"amount\":\"10002001\"", "\"amount\":" + json);
  }

  public Message withTransactionAmount(String json) {
    return with(
        "\"amount\":\"10002001\",\"confirmations\":1,\"p", //
        "\"amount\":" + json + ",\"confirmations\":1,\"p");
  }

  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public PaymentIntentEvent read() {
    return READER.read(bytes(), Source.WEBHOOK, null);
  }

  public PaymentIntent intent() {
    return read().paymentIntent();
  }

  /** The message of the refusal, which must come. */
  public String refusal() {
    return refusal(bytes());
  }

  public static String refusal(byte[] body) {
    var refusal =
        catchThrowableOfType(
            UnreadableEventException.class, () -> READER.read(body, Source.WEBHOOK, null));
    assertThat(refusal).as("refusal").isNotNull();
    return refusal.getMessage();
  }
}
