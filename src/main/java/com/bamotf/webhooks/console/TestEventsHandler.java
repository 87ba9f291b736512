package com.bamotf.webhooks.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.sender.Attempt;
import com.bamotf.webhooks.sender.EventBody;
import com.bamotf.webhooks.sender.WebhookSender;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.UnreadableEventException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs a test event and posts it to this server's own endpoint over HTTP. */
@Singleton
class TestEventsHandler {

  /** Posts a body and waits for the answer. */
  @FunctionalInterface
  interface Sender {
    Attempt post(URI endpoint, WebhookSecret secret, byte[] body) throws InterruptedException;
  }

  private static final int MAX_BODY = 2 * 1024 * 1024;
  private static final String DEFAULT_MODE = "test";
  private static final String DESCRIPTION = "Test event, sent by the console";

  private final Settings.Admin settings;
  private final List<WebhookSecret> secrets;
  private final Audit audit;
  private final Sender sender;
  private final EventReader reader = new EventReader();

  @Inject
  TestEventsHandler(Settings settings, Audit audit) {
    this(
        settings,
        audit,
        (endpoint, secret, body) ->
            new WebhookSender(endpoint, new WebhookSigner(secret.secret())).post(body));
  }

  TestEventsHandler(Settings settings, Audit audit, Sender sender) {
    this.settings = settings.admin();
    this.secrets = settings.webhook().secrets();
    this.audit = audit;
    this.sender = sender;
  }

  List<Route> routes() {
    return List.of(new Route("POST", "/test-events", Role.OPERATOR, this::send));
  }

  private Answer send(Call call) throws SQLException, IOException, InterruptedException {
    byte[] body = body(call.json(MAX_BODY));
    Optional<PaymentIntentEvent> event = read(body);
    requireAllowed(event);
    URI endpoint = endpoint(call.request());
    String detail = event.map(TestEventsHandler::describe).orElse("an unreadable body");
    audit.add(call.caller(), "sent a test event", detail, null);
    long start = System.nanoTime();
    Attempt attempt = sender.post(endpoint, secret(event), body);
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    if (attempt instanceof Attempt.Answered answered) {
      return Answer.ok(
          JsonTexts.object()
              .add("status", answered.status())
              .add("body", answered.body())
              .add("millis", millis)
              .add(
                  "paymentIntentId",
                  JsonTexts.text(event.map(found -> found.paymentIntent().id()).orElse(null))));
    }
    throw Problem.of(
        502, "The test event got no answer: " + ((Attempt.Unanswered) attempt).reason());
  }

  /** What cannot be read is quarantined, so no handler sees it, whatever its mode. */
  private void requireAllowed(Optional<PaymentIntentEvent> event) {
    String mode = event.map(found -> found.paymentIntent().mode()).orElse(DEFAULT_MODE);
    if (!settings.testEvents().allows(mode)) {
      throw Problem.of(
          403,
          "Test events of mode \"%s\" are not allowed; %s says %s"
              .formatted(
                  mode,
                  Setting.CONSOLE_TEST_EVENTS.key(),
                  settings.testEvents().name().toLowerCase(Locale.ROOT)));
    }
  }

  /** The first that may sign the event; if none may, the endpoint says so. */
  private WebhookSecret secret(Optional<PaymentIntentEvent> event) {
    return event.map(PaymentIntentEvent::paymentIntent).stream()
        .flatMap(
            intent ->
                secrets.stream()
                    .filter(each -> each.objection(intent.mode(), intent.accountId()) == null))
        .findFirst()
        .orElseGet(() -> secrets.get(0));
  }

  private static byte[] body(JsonObject json) {
    String body = Call.text(json, "body");
    if (body != null) {
      return body.getBytes(UTF_8);
    }
    String type = Call.text(json, "event", 255);
    EventBody event = EventBody.of(type == null ? EventBody.SUCCEEDED : type);
    String mode = Call.text(json, "mode", 255);
    String currency = Call.text(json, "currency", 255);
    Long amount = Call.number(json, "amount");
    if (amount != null && amount < 0) {
      throw Problem.of(400, "\"amount\" must be 0 or more, in the currency's smallest unit");
    }
    return event
        .withMode(mode == null ? DEFAULT_MODE : mode)
        .withAmount(
            amount == null ? event.amount() : amount,
            currency == null ? event.currency() : currency)
        .withTexts(DESCRIPTION, metadata(Call.object(json, "metadata"), event.metadata()))
        .bytes(Instant.now());
  }

  private static Map<String, String> metadata(
      @Nullable JsonObject json, Map<String, String> otherwise) {
    if (json == null) {
      return otherwise;
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    json.forEach(
        (name, value) ->
            metadata.put(
                name, value instanceof JsonString text ? text.getString() : value.toString()));
    return metadata;
  }

  private Optional<PaymentIntentEvent> read(byte[] body) {
    try {
      return Optional.of(reader.read(body, Source.TEST, null));
    } catch (UnreadableEventException e) {
      return Optional.empty();
    }
  }

  private static String describe(PaymentIntentEvent event) {
    return "%s of payment intent %s, mode %s"
        .formatted(event.type(), event.paymentIntent().id(), event.paymentIntent().mode());
  }

  /** Where this request arrived. With TLS, the name that the certificate is for. */
  private static URI endpoint(HttpServletRequest request) {
    String endpoint = ConsolePaths.endpoint(request);
    if (endpoint == null) {
      throw Problem.of(
          409, "No path of this application accepts webhooks; the log of the start says why");
    }
    String path = request.getContextPath() + "/" + endpoint;
    if (request.isSecure()) {
      return URI.create(
          "https://" + request.getServerName() + ":" + request.getServerPort() + path);
    }
    String address = request.getLocalAddr();
    String host = address.contains(":") ? "[" + address.replaceFirst("%.*", "") + "]" : address;
    return URI.create("http://" + host + ":" + request.getLocalPort() + path);
  }
}
