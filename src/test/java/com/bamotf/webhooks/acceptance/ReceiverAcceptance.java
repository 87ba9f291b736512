package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.wire.Fixtures;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the WAR does over HTTP on a real server, whatever its database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReceiverAcceptance {

  private static final String SECRET = "my-secret";
  private static final String TEST_SECRET = "the one of mode test";
  private static final String SUCCESS = "{\"success\":true}";
  private static final String INVALID = "{\"success\":false,\"error\":\"Invalid signature\"}";
  private static final String UNKNOWN = "{\"success\":false,\"error\":\"Unknown event\"}";
  private static final int CAP = 65_536;
  private static final int NUISANCES = 50;

  @TempDir static Path folder;

  private ServerProcess server;

  /** A server on an empty database that is not started yet. */
  abstract ServerProcess newServer(Path folder);

  @BeforeAll
  void start() {
    // Ten years: the fixtures were signed in 2023, and 1970 is still too old.
    server =
        newServer(folder)
            .with("bamotf.webhook.secret", SECRET)
            .with("bamotf.webhook.secret.2.file", secretFile().toString())
            .with("bamotf.webhook.secret.3", TEST_SECRET)
            .with("bamotf.webhook.secret.3.modes", "test")
            .with("bamotf.webhook.tolerance", "P3650D")
            .with("bamotf.inbox.retention", "P7300D")
            .with("bamotf.webhook.max-body-size", "64 KiB")
            .start();
  }

  private static Path secretFile() {
    try {
      return Files.writeString(folder.resolve("secret.txt"), "the, other one\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  final String log() {
    return server.log();
  }

  // -- what is taken

  @ParameterizedTest
  @MethodSource("com.bamotf.webhooks.wire.Fixtures#signatures")
  void takesWhatTheRealLibrarySigned(String fixture, String signature) {
    HttpResponse<String> response =
        Http.post(server.uri("/webhook"), Fixtures.bytes(fixture), WebhookSigner.HEADER, signature);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(fixture.equals("unknown-event.json") ? UNKNOWN : SUCCESS);
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/json");
  }

  @Test
  void showsASucceededPaymentInTheLedger() {
    String id = UUID.randomUUID().toString();
    String body =
        new String(Fixtures.bytes("succeeded-fiat-two-transactions.json"), StandardCharsets.UTF_8)
            .replace("3f0f2a53-54c7-4f4b-9a3d-7f6a1c9a0e11", id);
    assertThat(Http.postSigned(server.uri("/webhook"), SECRET, body).body()).isEqualTo(SUCCESS);
    JsonObject payment = awaitPayment(id, "succeeded");
    assertThat(payment.getString("mode")).isEqualTo("prod");
    assertThat(payment.getString("currency")).isEqualTo("USD");
    assertThat(payment.getString("amount")).isEqualTo("10000");
    assertThat(payment.getString("received")).isEqualTo("9900");
    assertThat(payment.getJsonArray("transactions")).hasSize(2);
  }

  @Test
  void hasAConsoleThatTheLinkOfTheStartOpens() {
    ConsoleChecks console = new ConsoleChecks(server);
    console.theContextRootLeadsToThePage();
    console.aLocalProgramOnlyReads();
    console.theLinkOfTheStartLetsAnOperatorIn();
  }

  @Test
  void answersADuplicateAsASuccess() {
    String body = Bodies.event(UUID.randomUUID().toString(), "succeeded");
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> response = Http.postSigned(server.uri("/webhook"), SECRET, body);
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
  void takesEveryContentTypeAndNone(String type) {
    byte[] body = utf8(Bodies.event(UUID.randomUUID().toString(), "succeeded"));
    String[] headers = {WebhookSigner.HEADER, signed(body), "content-type", type};
    HttpResponse<String> response =
        Http.post(
            server.uri("/webhook"), body, type.isEmpty() ? Arrays.copyOf(headers, 2) : headers);
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
  void takesABodyInPiecesOfEveryContentType(String type) throws IOException {
    byte[] body = utf8(Bodies.event(UUID.randomUUID().toString(), "succeeded"));
    String[] headers = {WebhookSigner.HEADER, signed(body), "content-type", type};
    String[] sent = type.isEmpty() ? Arrays.copyOf(headers, 2) : headers;
    for (String path : List.of("/webhook", "/webhook/", "/webhook;a=b")) {
      assertThat(InPieces.post(server.uri(path), body, sent))
          .as(path)
          .startsWith("HTTP/1.1 200")
          .contains(SUCCESS);
    }
  }

  @Test
  void asksForABodyThatIsOnlySentWhenAsked() {
    byte[] body = utf8(Bodies.event(UUID.randomUUID().toString(), "succeeded"));
    assertThat(Http.postWhenAsked(server.uri("/webhook"), body, signed(body)).body())
        .isEqualTo(SUCCESS);
    assertThat(Http.postWhenAsked(server.uri("/webhook"), body, "nonsense").body())
        .isEqualTo(INVALID);
  }

  /** And not a reset connection, although it was refused before it had sent its body. */
  @Test
  void whoIsRefusedWhileItSendsGetsItsAnswer() throws IOException {
    byte[] body = new byte[CAP];
    assertThat(InPieces.post(server.uri("/webhook"), body, WebhookSigner.HEADER, "nonsense"))
        .startsWith("HTTP/1.1 401")
        .contains(INVALID);
    assertThat(
            InPieces.post(
                server.uri("/webhook"),
                padded(CAP + 1),
                WebhookSigner.HEADER,
                signed(padded(CAP + 1))))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void takesAChunkedBodyUpToTheCap() {
    byte[] body = padded(CAP);
    HttpResponse<String> response =
        Http.postChunked(server.uri("/webhook"), body, WebhookSigner.HEADER, signed(body));
    assertThat(response.body()).isEqualTo(SUCCESS);
  }

  @Test
  void takesEachOfSeveralSecrets() {
    HttpResponse<String> response =
        Http.postSigned(
            server.uri("/webhook"),
            "the, other one",
            Bodies.event(UUID.randomUUID().toString(), "succeeded"));
    assertThat(response.body()).isEqualTo(SUCCESS);
  }

  @Test
  void aSecretProvesOnlyItsModeAndAForgeryTakesNotThePlaceOfTheRealEvent() {
    String id = UUID.randomUUID().toString();
    String real = Bodies.event(id, "succeeded");
    String forged = real.replace("\"amount\":\"1000\"", "\"amount\":\"1\"");
    HttpResponse<String> refused = Http.postSigned(server.uri("/webhook"), TEST_SECRET, forged);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Http.json(refused).getString("error")).contains("bamotf.webhook.secret.3.modes");

    assertThat(Http.postSigned(server.uri("/webhook"), SECRET, real).body()).isEqualTo(SUCCESS);
    assertThat(awaitPayment(id, "succeeded").getString("amount")).isEqualTo("1000");

    String test = Bodies.event(UUID.randomUUID().toString(), "succeeded", "1", "test");
    assertThat(Http.postSigned(server.uri("/webhook"), TEST_SECRET, test).body())
        .isEqualTo(SUCCESS);
    assertThat(log()).contains("BAMOTF108: 2 of 3 webhook secrets");
  }

  @Test
  void carriesWhatANewerServerMaySend() {
    String id = UUID.randomUUID().toString();
    String body =
        Bodies.event(id, "succeeded", "1", "staging")
            .replace("\"currency\":\"BTC\"", "\"currency\":\"XYZ\",\"new\":{\"a\":[1]}")
            .replace("\"status\":\"succeeded\"", "\"status\":\"settled\"");
    assertThat(Http.postSigned(server.uri("/webhook"), SECRET, body).body()).isEqualTo(SUCCESS);
    assertThat(awaitPayment(id, "succeeded").getString("mode")).isEqualTo("staging");
  }

  @Test
  void takesWhatTheRealSenderPosts() throws IOException {
    NodeSender.install();
    String id = UUID.randomUUID().toString();
    Path file = Files.writeString(folder.resolve("body.json"), Bodies.event(id, "succeeded"));
    assertThat(NodeSender.send(file, server.uri("/webhook"), SECRET))
        .isEqualTo("{\"status\":200,\"body\":\"{\\\"success\\\":true}\"}");
    awaitPayment(id, "succeeded");
    assertThat(NodeSender.send(file, server.uri("/webhook"), "guess")).contains("401");
  }

  // -- what is refused

  static Map<String, String[]> badHeaders() {
    byte[] body = Fixtures.bytes("succeeded-btc.json");
    String good = signed(body);
    String digest = good.substring(good.indexOf("d=") + 2);
    String v = good.substring(2, good.indexOf(','));
    String h = WebhookSigner.HEADER;
    WebhookSigner signer = new WebhookSigner(SECRET);
    return Map.ofEntries(
        Map.entry("missing", new String[] {}),
        Map.entry("empty", new String[] {h, ""}),
        Map.entry("twice", new String[] {h, good, h, good}),
        Map.entry("negative v", new String[] {h, "v=-" + v + ",d=" + digest}),
        Map.entry("v of 30 digits", new String[] {h, "v=" + "1".repeat(30) + ",d=" + digest}),
        Map.entry("hexadecimal v", new String[] {h, "v=0x18bcfe56800,d=" + digest}),
        Map.entry("upper-case digest", new String[] {h, "v=" + v + ",d=" + digest.toUpperCase()}),
        Map.entry("digest of 63 digits", new String[] {h, "v=" + v + ",d=" + digest.substring(1)}),
        Map.entry("digest of 65 digits", new String[] {h, "v=" + v + ",d=" + digest + "0"}),
        Map.entry("digest of another body", new String[] {h, signed(utf8("another"))}),
        Map.entry("too old", new String[] {h, signer.sign(body, Instant.ofEpochMilli(1))}),
        Map.entry(
            "too new",
            new String[] {h, signer.sign(body, Instant.now().plus(Duration.ofDays(3651)))}),
        Map.entry("text in front", new String[] {h, "x " + good}),
        Map.entry("text behind", new String[] {h, good + ";x"}),
        Map.entry(
            "another secret",
            new String[] {h, new WebhookSigner("guess").sign(body, Instant.now())}));
  }

  @Test
  void refusesEveryBadHeaderWithTheSameAnswer() {
    badHeaders()
        .forEach(
            (name, headers) -> {
              HttpResponse<String> response =
                  Http.post(server.uri("/webhook"), Fixtures.bytes("succeeded-btc.json"), headers);
              assertThat(response.statusCode()).as(name).isEqualTo(401);
              assertThat(response.body()).as(name).isEqualTo(INVALID);
            });
  }

  @Test
  void refusesABodyThatIsNotTheSignedOne() {
    byte[] body = Fixtures.bytes("succeeded-btc.json");
    String signature = signed(body);
    String text = new String(body, StandardCharsets.UTF_8);
    byte[] altered = body.clone();
    altered[100] ^= 1;
    for (byte[] other :
        new byte[][] {
          altered,
          Arrays.copyOf(body, body.length - 1),
          concat(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, body),
          text.getBytes(StandardCharsets.UTF_16),
          text.getBytes(StandardCharsets.ISO_8859_1),
          text.replace(",", ", ").getBytes(StandardCharsets.UTF_8),
          new byte[0]
        }) {
      HttpResponse<String> response =
          Http.post(server.uri("/webhook"), other, WebhookSigner.HEADER, signature);
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).isEqualTo(INVALID);
    }
  }

  @Test
  void refusesRandomMutations() {
    Random random = new Random(20261124);
    byte[] body = Fixtures.bytes("succeeded-btc.json");
    String signature = signed(body);
    for (int i = 0; i < 200; i++) {
      byte[] mutated = body.clone();
      mutated[random.nextInt(body.length)] ^= (byte) (1 + random.nextInt(255));
      assertThat(
              Http.post(server.uri("/webhook"), mutated, WebhookSigner.HEADER, signature)
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void refusesABodyOverTheCapEvenIfSigned() {
    byte[] body = padded(CAP + 1);
    for (HttpResponse<String> response :
        List.of(
            Http.post(server.uri("/webhook"), body, WebhookSigner.HEADER, signed(body)),
            Http.postChunked(server.uri("/webhook"), body, WebhookSigner.HEADER, signed(body)))) {
      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(response.body())
          .isEqualTo("{\"success\":false,\"error\":\"The body is larger than 65536 bytes\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello world",
        "[]",
        "{}",
        "null",
        "42",
        "\"text\"",
        "{\"event\":\"payment_intent.succeeded\"}",
        "\uFEFF{}"
      })
  void quarantinesWhatIsSignedButUnreadable(String body) {
    HttpResponse<String> response = Http.postSigned(server.uri("/webhook"), SECRET, body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).getBoolean("success")).isFalse();
    assertThat(Http.json(response).getString("error")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "\"12x\"",
        "null",
        "\"9223372036854775808\"",
        "9223372036854775808",
        "\"-1\"",
        "1e3"
      })
  void quarantinesAnAmountThatIsNone(String amount) {
    String body =
        Bodies.event(UUID.randomUUID().toString(), "succeeded")
            .replace("\"amount\":\"1000\"", "\"amount\":" + amount);
    HttpResponse<String> response = Http.postSigned(server.uri("/webhook"), SECRET, body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).getString("error")).contains("amount");
  }

  @Test
  void quarantinesTrailingGarbageAndInvalidUtf8() {
    String body = Bodies.event(UUID.randomUUID().toString(), "succeeded");
    assertThat(Http.postSigned(server.uri("/webhook"), SECRET, body + "x").statusCode())
        .isEqualTo(400);
    byte[] invalid = concat(utf8(body), new byte[] {(byte) 0xC3, 0x28});
    assertThat(Http.postSigned(server.uri("/webhook"), SECRET, invalid).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void refusesOtherMethods(String method) {
    HttpResponse<String> response =
        Http.send(method, server.uri("/webhook"), BodyPublishers.noBody());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow").orElseThrow()).contains("POST");
    assertThat(Http.json(response).getBoolean("success")).isFalse();
  }

  @Test
  void aMistypedAddressIsNamedInTheLog() {
    HttpResponse<String> response =
        Http.postSigned(server.uri("/webhooks"), SECRET, Bodies.event("pi_1", "succeeded"));
    assertThat(response.statusCode()).isEqualTo(404);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> server.log().contains("BAMOTF603: a POST to /bamotf/webhooks "));
  }

  @Test
  void nothingOfARefusedRequestGetsIn() {
    String id = UUID.randomUUID().toString();
    byte[] body = utf8(Bodies.event(id, "succeeded"));
    Http.post(
        server.uri("/webhook"),
        body,
        WebhookSigner.HEADER,
        new WebhookSigner("forged").sign(body, Instant.now()));
    // Events are handled in the order of their arrival, so this one's being there shows that the
    // other will not come.
    String later = UUID.randomUUID().toString();
    Http.postSigned(server.uri("/webhook"), SECRET, Bodies.event(later, "succeeded"));
    awaitPayment(later, "succeeded");
    assertThat(Http.get(server.uri("/api/payments/" + id)).statusCode()).isEqualTo(404);
  }

  @Test
  void theLogTellsWhyAndHoldsNeitherSecretNorSignature() {
    byte[] body = Fixtures.bytes("succeeded-btc.json");
    String header = new WebhookSigner("wrong").sign(body, Instant.now());
    Http.post(server.uri("/webhook"), body, WebhookSigner.HEADER, header);
    Waiting.await().until(() -> server.log().contains("BAMOTF201"));
    assertThat(server.log())
        .doesNotContain(header.substring(header.indexOf("d=") + 2))
        .doesNotContain("the, other one")
        .doesNotContain(SECRET);
  }

  // -- what an operator sees

  @Test
  void isReadyOrSaysThatTheServerHasNoHealth() {
    if (server.readiness().isEmpty()) {
      assertThat(log()).contains("BAMOTF103").contains("MicroProfile Health");
      return;
    }
    assertThat(log()).doesNotContain("MicroProfile Health, so");
    JsonObject inbox = awaitReadinessOfInbox();
    assertThat(inbox.getJsonObject("data"))
        .isEqualTo(Json.createObjectBuilder().add("state", "ok").build());
  }

  private JsonObject awaitReadinessOfInbox() {
    return Waiting.await()
        .until(
            () ->
                Http.json(Http.get(server.readiness().orElseThrow()))
                    .getJsonArray("checks")
                    .getValuesAs(JsonObject.class)
                    .stream()
                    .filter(check -> check.getString("name").equals("bamotf-inbox"))
                    .filter(check -> check.getString("status").equals("UP"))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  // -- what is closed

  /** HTTP/2 without TLS makes a proxy that passes the upgrade a tunnel. */
  @Test
  void speaksNoHttp2WithoutTls() throws IOException {
    String upgrade =
        "GET /bamotf/ HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
            + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n";
    assertThat(RawHttp.send(server.uri("/"), upgrade)).startsWith("HTTP/1.1 302");
    String emptySettings = "\0\0\0\4\0\0\0\0\0";
    String priorKnowledge = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + emptySettings;
    String answer = RawHttp.sendAndReadAll(server.uri("/"), priorKnowledge);
    // Liberty repeats the version of the request in an answer that is no HTTP/2 all the same.
    assertThat(answer).matches("(?s)(HTTP/[12].\\d [45].*)?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/openapi", "/bamotf/application.wadl"})
  void tellsStrangersNothingAboutItself(String path) {
    assertThat(Http.get(server.uriOf(path)).statusCode()).isIn(403, 404);
  }

  /** A full disk would stop everything; so each line that a stranger can cause is limited. */
  @ParameterizedTest
  @EnumSource
  void aStrangerCannotFloodTheLog(Nuisance nuisance) throws IOException {
    int before = log().length();
    for (int i = 0; i < NUISANCES; i++) {
      nuisance.cause(server.uri("/"));
    }
    AtomicInteger length = new AtomicInteger(before);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .during(Duration.ofMillis(500))
        .until(() -> length.getAndSet(log().length()) == log().length());
    int each = (log().length() - before) / NUISANCES;
    System.out.println(nuisance + ": " + each + " bytes of log for each of " + NUISANCES);
    assertThat(each).as("a stack trace has 2 KB").isLessThan(1_000);
  }

  // -- what survives

  @Test
  void aKilledServerShowsEachAcknowledgedPaymentOnce() {
    String id = UUID.randomUUID().toString();
    HttpResponse<String> response =
        Http.postSigned(server.uri("/webhook"), SECRET, Bodies.event(id, "succeeded"));
    server.kill();
    assertThat(response.body()).isEqualTo(SUCCESS);
    server.start();
    awaitPayment(id, "succeeded");
    JsonObject list = Http.json(Http.get(server.uri("/api/payments?limit=500")));
    assertThat(list.getJsonArray("data").stream().map(each -> each.asJsonObject().getString("id")))
        .containsOnlyOnce(id);
  }

  private JsonObject awaitPayment(String id, String status) {
    return Http.json(
        Waiting.await()
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> Http.get(server.uri("/api/payments/" + id)),
                response ->
                    response.statusCode() == 200
                        && Http.json(response).getString("status").equals(status)));
  }

  private static byte[] padded(int size) {
    String body = Bodies.event(UUID.randomUUID().toString(), "succeeded");
    return utf8(body + " ".repeat(size - body.length()));
  }

  private static String signed(byte[] body) {
    return new WebhookSigner(SECRET).sign(body, Instant.now());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }
}
