package com.bamotf.webhooks.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.Settings.TestEvents;
import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestSettings;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.receive.EndpointInitializer;
import com.bamotf.webhooks.sender.Attempt;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.UnreadableEventException;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestEventsHandlerTest {

  private Console console = new Console();

  @Test
  void postsAnEventToItsOwnEndpoint() throws UnreadableEventException {
    JsonObject answer = Console.json(send("{}"));
    assertThat(answer.getInt("status")).isEqualTo(200);
    assertThat(answer.getString("body")).isEqualTo("{\"success\":true}");
    assertThat(answer.getInt("millis")).isNotNegative();
    PaymentIntentEvent event = posted();
    assertThat(answer.getString("paymentIntentId")).isEqualTo(event.paymentIntent().id());
    assertThat(event.type()).isEqualTo("payment_intent.succeeded");
    assertThat(event.paymentIntent().mode()).isEqualTo("test");
    assertThat(event.paymentIntent().description())
        .isEqualTo("TEST, sent from the console by token of an operator");
    assertThat(event.paymentIntent().metadata("bamotfTest")).contains("true");
    assertThat(console.posted.get(0)).startsWith("http://127.0.0.1:8080/shop/api/webhook {");
  }

  @Test
  void isWhatTheCallerWants() throws UnreadableEventException {
    send(
        """
        {"event":"payment_intent.refunded","amount":1234567890123,"currency":"JPY","mode":"dev",
        "metadata":{"orderId":"A-7","n":1,"bamotfTest":"no"}}""");
    PaymentIntentEvent event = posted();
    assertThat(event.type()).isEqualTo("payment_intent.refunded");
    assertThat(event.paymentIntent().amount()).isEqualTo(1_234_567_890_123L);
    assertThat(event.paymentIntent().currency()).isEqualTo("JPY");
    assertThat(event.paymentIntent().mode()).isEqualTo("dev");
    assertThat(event.paymentIntent().metadata("orderId")).contains("A-7");
    assertThat(event.paymentIntent().metadata("n")).contains("1");
    assertThat(event.paymentIntent().metadata("bamotfTest")).contains("true");
    assertThat(event.paymentIntent().description()).startsWith("TEST");
  }

  @Test
  void isOfAModeThatHandlersSee() throws UnreadableEventException {
    use(InboxFixture.withModes(TestSettings.testEvents(TestEvents.ALL), "prod"));
    assertThat(send("{}").status()).isEqualTo(200);
    assertThat(posted().paymentIntent().mode()).isEqualTo("prod");
    assertThat(posted().paymentIntent().description()).startsWith("TEST");
  }

  @Test
  void isOfNoModeIfHandlersSeeNone() throws UnreadableEventException {
    use(InboxFixture.withModes(TestSettings.testEvents(TestEvents.TEST), "prod"));
    ApiAnswer answer = send("{}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(Console.detail(answer))
        .contains("bamotf.webhook.modes", "bamotf.console.test-events");
    assertThat(console.posted).isEmpty();
    assertThat(send("{\"mode\":\"test\"}").status()).isEqualTo(200);
    assertThat(posted().paymentIntent().mode()).isEqualTo("test");
  }

  @Test
  void isOfTheAccountThatTheSecretMaySignFor() throws UnreadableEventException {
    use(
        InboxFixture.withSecrets(
            InboxFixture.secret("one", "1", Optional.of("shop"), "prod"),
            InboxFixture.secret("two", "2", Optional.of("test shop"), "test")));
    send("{}");
    assertThat(console.signedBy).containsExactly("two");
    assertThat(posted().paymentIntent().accountId()).isEqualTo("test shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"Order 7\"", "\"A TEST\""})
  void looksLikeATestEvenAsAWholeBody(String description) {
    ApiAnswer answer = send(whole("test", description));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(Console.detail(answer)).contains("data.paymentIntent.description", "\"TEST\"");
    assertThat(console.posted).isEmpty();
    assertThat(console.log.records).isEmpty();
  }

  @Test
  void isInTheAuditBeforeItIsSent() {
    send("{}");
    assertThat(console.log.lines()).containsExactly("token of an operator sent a test event");
    assertThat(console.log.records.get(0).detail())
        .startsWith("payment_intent.succeeded of payment intent ")
        .endsWith(", mode test");
    console.log.away = true;
    assertThat(send("{}").status()).isEqualTo(503);
    assertThat(console.posted).hasSize(1);
  }

  @Test
  void isSignedWithTheFirstSecretThatMaySignIt() {
    use(
        InboxFixture.withSecrets(
            InboxFixture.secret("one", "1", Optional.empty(), "prod"),
            InboxFixture.secret("two", "2", Optional.of("b"), "test", "dev"),
            InboxFixture.secret("three", "3", Optional.of("a"), "test")));
    send("{}");
    send("{\"mode\":\"new\"}");
    send(whole("test", "\"TEST\""));
    send("{\"body\":\"x\"}");
    assertThat(console.signedBy).containsExactly("two", "one", "three", "one");
  }

  @Test
  void sendsAWholeBodyAsItIs() {
    assertThat(send("{\"body\":\"{ nonsense\"}").status()).isEqualTo(200);
    assertThat(console.posted.get(0)).endsWith(" { nonsense");
    assertThat(console.log.records.get(0).detail()).isEqualTo("an unreadable body");
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, test, 403", "NONE, prod, 403", "NONE, dev, 403",
    "TEST, test, 200", "TEST, prod, 403", "TEST, dev, 200",
    "ALL,  test, 200", "ALL,  prod, 200", "ALL,  dev, 200",
  })
  void sendsOnlyWhatIsAllowed(TestEvents allowed, String mode, int status) {
    use(TestSettings.testEvents(allowed));
    String byMode = "{\"mode\":\"" + mode + "\"}";
    assertThat(send(byMode).status()).isEqualTo(status);
    assertThat(send(whole(mode, "\"TEST\"")).status()).isEqualTo(status);
    assertThat(console.posted).hasSize(status == 200 ? 2 : 0);
    assertThat(console.log.records).hasSize(status == 200 ? 2 : 0);
  }

  @Test
  void sendsNoUnreadableBodyIfNothingIsAllowed() {
    use(TestSettings.testEvents(TestEvents.NONE));
    assertThat(send("{\"body\":\"x\"}").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amount\":-1}",
        "{\"amount\":1.5}",
        "{\"amount\":\"1\"}",
        "{\"metadata\":[]}",
        "{\"event\":7}"
      })
  void refusesWhatCannotBeSent(String json) {
    assertThat(send(json).status()).isEqualTo(400);
    assertThat(console.posted).isEmpty();
  }

  @Test
  void saysThatThereWasNoAnswer() {
    console.attempt = new Attempt.Unanswered("nothing listens there");
    ApiAnswer answer = send("{}");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(Console.detail(answer)).contains("nothing listens there");
  }

  @Test
  void saysThatThereIsNoEndpoint() {
    ApiAnswer answer = send(request("{}").attribute(EndpointInitializer.PATHS, List.of()));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(send(TestRequest.post("/test-events", "{}")).status()).isEqualTo(409);
    assertThat(console.posted).isEmpty();
  }

  @Test
  void findsTheAddressOfTheRequest() {
    send(request("{}").receivedAt("fe80:0:0:0:1:2:3:4%eth0"));
    send(request("{}").secure());
    assertThat(console.posted.get(0))
        .startsWith("http://[fe80:0:0:0:1:2:3:4]:8080/shop/api/webhook");
    assertThat(console.posted.get(1)).startsWith("https://localhost:8181/shop/api/webhook ");
  }

  private void use(Settings settings) {
    console = new Console(settings);
    console.authorization = null;
  }

  private static String whole(String mode, String description) {
    String body =
        Bodies.event("pi_1", "succeeded", "1", mode)
            .replace("\"description\":null", "\"description\":" + description);
    return JsonTexts.object().add("body", body).build().toString();
  }

  private ApiAnswer send(String json) {
    return send(request(json));
  }

  private ApiAnswer send(TestRequest request) {
    if (console.authorization == null) {
      request.as("ann", "bamotf-operator").with("X-Bamotf-Token", hostToken());
    }
    return console.answer(request, "/test-events");
  }

  private String hostToken() {
    return console
        .accesses
        .access
        .caller(TestRequest.get("/").as("ann", "bamotf-operator").build())
        .token();
  }

  private static TestRequest request(String json) {
    return TestRequest.post("/test-events", json)
        .attribute(EndpointInitializer.PATHS, List.of("/api/webhook", "/v2/webhook"));
  }

  private PaymentIntentEvent posted() throws UnreadableEventException {
    String call = console.posted.get(0);
    byte[] body = call.substring(call.indexOf(' ') + 1).getBytes(UTF_8);
    return new EventReader().read(body, Source.WEBHOOK, null);
  }
}
