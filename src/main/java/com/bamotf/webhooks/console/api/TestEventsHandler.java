package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.Settings.TestEvents;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.sender.Attempt;
import com.bamotf.webhooks.sender.WebhookSender;
import com.bamotf.webhooks.signature.WebhookSigner;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Signs a test event and posts it to this server's own endpoint over HTTP. */
@Singleton
class TestEventsHandler {

  /** Posts a body and waits for the answer. */
  @FunctionalInterface
  interface Sender {
    Attempt post(URI endpoint, WebhookSecret secret, byte[] body) throws InterruptedException;
  }

  private static final String SETTING = Setting.CONSOLE_TEST_EVENTS.key();
  private static final int MAX_BODY = 2 * 1024 * 1024;

  private final Settings settings;
  private final Audit audit;
  private final Sender sender;

  @Inject
  TestEventsHandler(Settings settings, Audit audit) {
    this(
        settings,
        audit,
        (endpoint, secret, body) ->
            new WebhookSender(endpoint, new WebhookSigner(secret.secret())).post(body));
  }

  TestEventsHandler(Settings settings, Audit audit, Sender sender) {
    this.settings = settings;
    this.audit = audit;
    this.sender = sender;
  }

  List<Route> routes() {
    return List.of(new Route("POST", "/test-events", Role.OPERATOR, this::send));
  }

  private ApiAnswer send(Call call) throws SQLException, InterruptedException {
    TestEvent test = event(call);
    URI endpoint = endpoint(call.request());
    audit.add(call.caller(), "sent a test event", test.describe(), null);
    long start = System.nanoTime();
    Attempt attempt = sender.post(endpoint, test.secret(), test.body());
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    if (attempt instanceof Attempt.Answered answered) {
      return ApiAnswer.ok(
          JsonTexts.object()
              .add("status", answered.status())
              .add("body", answered.body())
              .add("millis", millis)
              .add(
                  "paymentIntentId",
                  JsonTexts.text(
                      test.event().map(found -> found.paymentIntent().id()).orElse(null))));
    }
    throw Problem.of(
        502, "The test event got no answer: " + ((Attempt.Unanswered) attempt).reason());
  }

  private TestEvent event(Call call) {
    JsonObject json = call.json(MAX_BODY);
    if (settings.admin().testEvents() == TestEvents.NONE) {
      throw Problem.of(403, "Test events are off; %s is none".formatted(SETTING));
    }
    List<WebhookSecret> secrets = settings.webhook().secrets();
    String body = Call.text(json, "body");
    if (body != null) {
      TestEvent whole = TestEvent.of(body, secrets);
      whole.event().ifPresent(event -> requireAllowed(event.paymentIntent().mode()));
      return whole;
    }
    String mode = Call.text(json, "mode", 255);
    if (mode == null) {
      mode = bestMode();
    }
    requireAllowed(mode);
    return TestEvent.of(json, mode, call.caller().name(), secrets);
  }

  private String bestMode() {
    return TestMode.all(settings).stream()
        .filter(mode -> !mode.quarantined())
        .findFirst()
        .map(TestMode::name)
        .orElseThrow(
            () ->
                Problem.of(
                    409,
                    "No handler would see a test event: %s accepts %s, and %s allows no test events of those modes. Change one of the two settings, or give a \"mode\"; the event is then quarantined"
                        .formatted(
                            Setting.WEBHOOK_MODES.key(), settings.webhook().modes(), SETTING)));
  }

  private void requireAllowed(String mode) {
    if (!settings.admin().testEvents().allows(mode)) {
      throw Problem.of(
          403,
          "Test events of mode \"%s\" are off; %s is %s"
              .formatted(
                  mode, SETTING, settings.admin().testEvents().name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Where this request arrived. With TLS, the name that the certificate is for. */
  private static URI endpoint(HttpServletRequest request) {
    String endpoint = ThisServer.endpoint(request);
    if (endpoint == null) {
      throw Problem.of(
          409, "No path of this application accepts webhooks; the startup log says why");
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
