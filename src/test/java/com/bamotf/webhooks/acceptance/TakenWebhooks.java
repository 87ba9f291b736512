package com.bamotf.webhooks.acceptance;

import static com.bamotf.webhooks.acceptance.ReceiverUnderTest.padded;
import static com.bamotf.webhooks.acceptance.ReceiverUnderTest.signed;
import static com.bamotf.webhooks.acceptance.ReceiverUnderTest.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.wire.Fixtures;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered with a success, and handled. */
interface TakenWebhooks extends ReceiverUnderTest {

  String UNKNOWN = "{\"success\":false,\"error\":\"Unknown event\"}";

  @ParameterizedTest
  @MethodSource("com.bamotf.webhooks.wire.Fixtures#signatures")
  default void takesWhatTheRealLibrarySigned(String fixture, String signature) {
    HttpResponse<String> response =
        Http.post(
            server().uri("/webhook"), Fixtures.bytes(fixture), WebhookSigner.HEADER, signature);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(fixture.equals("unknown-event.json") ? UNKNOWN : SUCCESS);
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/json");
  }

  @Test
  default void showsASucceededPaymentInTheLedger() {
    String id = UUID.randomUUID().toString();
    String body =
        new String(Fixtures.bytes("succeeded-fiat-two-transactions.json"), StandardCharsets.UTF_8)
            .replace("3f0f2a53-54c7-4f4b-9a3d-7f6a1c9a0e11", id);
    assertThat(Http.postSigned(server().uri("/webhook"), SECRET, body).body()).isEqualTo(SUCCESS);
    JsonObject payment = awaitPayment(id, "succeeded");
    assertThat(payment.getString("mode")).isEqualTo("prod");
    assertThat(payment.getString("currency")).isEqualTo("USD");
    assertThat(payment.getString("amount")).isEqualTo("10000");
    assertThat(payment.getString("received")).isEqualTo("9900");
    assertThat(payment.getString("createdAt")).isEqualTo("2023-11-14T22:10:00Z");
    assertThat(payment.getJsonArray("transactions")).hasSize(2);
  }

  @Test
  default void hasAConsoleThatTheLinkOfTheStartOpens() {
    ConsoleChecks console = new ConsoleChecks(server());
    console.theContextRootLeadsToThePage();
    console.aLocalProgramOnlyReads();
    console.theLinkOfTheStartLetsAnOperatorIn();
  }

  @Test
  default void countsForPrometheus() {
    new MetricsChecks(server()).whatItDoesIsCounted(SECRET);
  }

  @Test
  default void answersADuplicateAsASuccess() {
    String body = Bodies.event(UUID.randomUUID().toString(), "succeeded");
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> response = Http.postSigned(server().uri("/webhook"), SECRET, body);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(SUCCESS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "image/png",
        "application/xml",
        "nonsense",
        "a/b/c; charset",
        ";;"
      })
  default void takesEveryContentTypeAndNone(String type) {
    byte[] body = utf8(Bodies.event(UUID.randomUUID().toString(), "succeeded"));
    String[] headers = {WebhookSigner.HEADER, signed(body), "content-type", type};
    HttpResponse<String> response =
        Http.post(
            server().uri("/webhook"), body, type.isEmpty() ? Arrays.copyOf(headers, 2) : headers);
    assertThat(response.body()).isEqualTo(SUCCESS);
  }

  /** Read without a thread that waits, and dispatched when it is there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x"
      })
  default void takesABodyInPiecesOfEveryContentType(String type) throws IOException {
    byte[] body = utf8(Bodies.event(UUID.randomUUID().toString(), "succeeded"));
    String[] headers = {WebhookSigner.HEADER, signed(body), "content-type", type};
    String[] sent = type.isEmpty() ? Arrays.copyOf(headers, 2) : headers;
    for (String path : List.of("/webhook", "/webhook/", "/webhook;a=b")) {
      assertThat(InPieces.post(server().uri(path), body, sent))
          .as(path)
          .startsWith("HTTP/1.1 200")
          .contains(SUCCESS);
    }
  }

  @Test
  default void asksForABodyThatIsOnlySentWhenAsked() {
    byte[] body = utf8(Bodies.event(UUID.randomUUID().toString(), "succeeded"));
    assertThat(Http.postWhenAsked(server().uri("/webhook"), body, signed(body)).body())
        .isEqualTo(SUCCESS);
    assertThat(Http.postWhenAsked(server().uri("/webhook"), body, "nonsense").body())
        .isEqualTo(INVALID);
  }

  /** And not a reset connection, although it was refused before it had sent its body. */
  @Test
  default void whoIsRefusedWhileItSendsGetsItsAnswer() throws IOException {
    byte[] body = new byte[CAP];
    assertThat(InPieces.post(server().uri("/webhook"), body, WebhookSigner.HEADER, "nonsense"))
        .startsWith("HTTP/1.1 401")
        .contains(INVALID);
    assertThat(
            InPieces.post(
                server().uri("/webhook"),
                padded(CAP + 1),
                WebhookSigner.HEADER,
                signed(padded(CAP + 1))))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  default void takesAChunkedBodyUpToTheCap() {
    byte[] body = padded(CAP);
    HttpResponse<String> response =
        Http.postChunked(server().uri("/webhook"), body, WebhookSigner.HEADER, signed(body));
    assertThat(response.body()).isEqualTo(SUCCESS);
  }

  @Test
  default void takesEachOfSeveralSecrets() {
    HttpResponse<String> response =
        Http.postSigned(
            server().uri("/webhook"),
            "the, other one",
            Bodies.event(UUID.randomUUID().toString(), "succeeded"));
    assertThat(response.body()).isEqualTo(SUCCESS);
  }

  @Test
  default void aSecretProvesOnlyItsModeAndAForgeryTakesNotThePlaceOfTheRealEvent() {
    String id = UUID.randomUUID().toString();
    String real = Bodies.event(id, "succeeded");
    String forged = real.replace("\"amount\":\"1000\"", "\"amount\":\"1\"");
    HttpResponse<String> refused = Http.postSigned(server().uri("/webhook"), TEST_SECRET, forged);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Http.json(refused).getString("error")).contains("bamotf.webhook.secret.3.modes");

    assertThat(Http.postSigned(server().uri("/webhook"), SECRET, real).body()).isEqualTo(SUCCESS);
    assertThat(awaitPayment(id, "succeeded").getString("amount")).isEqualTo("1000");

    String test = Bodies.event(UUID.randomUUID().toString(), "succeeded", "1", "test");
    assertThat(Http.postSigned(server().uri("/webhook"), TEST_SECRET, test).body())
        .isEqualTo(SUCCESS);
    assertThat(server().log()).contains("BAMOTF108: 2 of 3 webhook secrets");
  }

  @Test
  default void carriesWhatANewerServerMaySend() {
    String id = UUID.randomUUID().toString();
    String body =
        Bodies.event(id, "succeeded", "1", "staging")
            .replace("\"currency\":\"BTC\"", "\"currency\":\"XYZ\",\"new\":{\"a\":[1]}")
            .replace("\"status\":\"succeeded\"", "\"status\":\"settled\"");
    assertThat(Http.postSigned(server().uri("/webhook"), SECRET, body).body()).isEqualTo(SUCCESS);
    assertThat(awaitPayment(id, "succeeded").getString("mode")).isEqualTo("staging");
  }

  @Test
  default void takesWhatTheRealSenderPosts() throws IOException {
    NodeSender.install();
    String id = UUID.randomUUID().toString();
    Path file = Files.writeString(folder().resolve("body.json"), Bodies.event(id, "succeeded"));
    assertThat(NodeSender.send(file, server().uri("/webhook"), SECRET))
        .isEqualTo("{\"status\":200,\"body\":\"{\\\"success\\\":true}\"}");
    awaitPayment(id, "succeeded");
    assertThat(NodeSender.send(file, server().uri("/webhook"), "guess")).contains("401");
  }
}
