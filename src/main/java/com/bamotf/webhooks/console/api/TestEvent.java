package com.bamotf.webhooks.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.sender.EventBody;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.UnreadableEventException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A test event with the secret that signs it. One that can be read says that it is a test, so that
 * nobody takes it for a payment.
 *
 * @param event empty if the body cannot be read, so that it is quarantined
 */
record TestEvent(
    @SuppressWarnings("ArrayRecordComponent") byte[] body,
    Optional<PaymentIntentEvent> event,
    WebhookSecret secret) {

  /** How the description begins. */
  static final String MARK = "TEST";

  /** The name in the metadata by which a handler can tell. */
  static final String METADATA = "bamotfTest";

  private static final EventReader READER = new EventReader();

  /**
   * The body as it is, signed with the first secret that may; if none may, the endpoint says so.
   */
  static TestEvent of(String body, List<WebhookSecret> secrets) {
    byte[] bytes = body.getBytes(UTF_8);
    Optional<PaymentIntentEvent> event = read(bytes);
    event.ifPresent(TestEvent::requireMark);
    WebhookSecret secret =
        event.map(PaymentIntentEvent::paymentIntent).stream()
            .flatMap(intent -> secrets.stream().filter(each -> maySign(each, intent)))
            .findFirst()
            .orElseGet(() -> secrets.get(0));
    return new TestEvent(bytes, event, secret);
  }

  /**
   * An event of a new payment intent, of an account that a secret may sign for.
   *
   * @param json the fields of the request
   */
  static TestEvent of(JsonObject json, String mode, String user, List<WebhookSecret> secrets) {
    WebhookSecret secret =
        secrets.stream()
            .filter(each -> each.maySign(mode))
            .findFirst()
            .orElseGet(() -> secrets.get(0));
    String type = Call.text(json, "event", 255);
    EventBody event = EventBody.of(type == null ? EventBody.SUCCEEDED : type);
    String currency = Call.text(json, "currency", 255);
    Long amount = Call.number(json, "amount");
    if (amount != null && amount < 0) {
      throw Problem.of(400, "\"amount\" must be 0 or more, in the currency's smallest unit");
    }
    byte[] body =
        event
            .withMode(mode)
            .withAccount(secret.account().orElse(event.accountId()))
            .withAmount(
                amount == null ? event.amount() : amount,
                currency == null ? event.currency() : currency)
            .withTexts(
                MARK + ", sent from the console by " + user,
                metadata(Call.object(json, "metadata"), event.metadata()))
            .bytes(Instant.now());
    return new TestEvent(body, read(body), secret);
  }

  /** For the audit log. */
  String describe() {
    return event
        .map(
            found ->
                "%s of payment intent %s, mode %s"
                    .formatted(
                        found.type(), found.paymentIntent().id(), found.paymentIntent().mode()))
        .orElse("an unreadable body");
  }

  private static void requireMark(PaymentIntentEvent event) {
    String description = event.paymentIntent().description();
    if (description == null || !description.startsWith(MARK)) {
      throw Problem.of(
          400,
          "The event could be taken for a real payment; start data.paymentIntent.description with \""
              + MARK
              + '"');
    }
  }

  private static Map<String, String> metadata(
      @Nullable JsonObject json, Map<String, String> otherwise) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (json == null) {
      metadata.putAll(otherwise);
    } else {
      json.forEach(
          (name, value) ->
              metadata.put(
                  name, value instanceof JsonString text ? text.getString() : value.toString()));
    }
    metadata.put(METADATA, "true");
    return metadata;
  }

  private static boolean maySign(WebhookSecret secret, PaymentIntent intent) {
    return secret.objection(intent.mode(), intent.accountId()) == null;
  }

  private static Optional<PaymentIntentEvent> read(byte[] body) {
    try {
      return Optional.of(READER.read(body, Source.TEST, null));
    } catch (UnreadableEventException e) {
      return Optional.empty();
    }
  }
}
