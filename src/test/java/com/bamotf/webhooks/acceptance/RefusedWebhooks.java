package com.bamotf.webhooks.acceptance;

import static com.bamotf.webhooks.acceptance.ReceiverUnderTest.concat;
import static com.bamotf.webhooks.acceptance.ReceiverUnderTest.padded;
import static com.bamotf.webhooks.acceptance.ReceiverUnderTest.signed;
import static com.bamotf.webhooks.acceptance.ReceiverUnderTest.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.wire.Fixtures;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not believed, or cannot be read. */
interface RefusedWebhooks extends ReceiverUnderTest {

  private static Map<String, String[]> badHeaders() {
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
  default void refusesEveryBadHeaderWithTheSameAnswer() {
    badHeaders()
        .forEach(
            (name, headers) -> {
              HttpResponse<String> response =
                  Http.post(
                      server().uri("/webhook"), Fixtures.bytes("succeeded-btc.json"), headers);
              assertThat(response.statusCode()).as(name).isEqualTo(401);
              assertThat(response.body()).as(name).isEqualTo(INVALID);
            });
  }

  @Test
  default void refusesABodyThatIsNotTheSignedOne() {
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
          Http.post(server().uri("/webhook"), other, WebhookSigner.HEADER, signature);
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).isEqualTo(INVALID);
    }
  }

  @Test
  default void refusesRandomMutations() {
    Random random = new Random(20261124);
    byte[] body = Fixtures.bytes("succeeded-btc.json");
    String signature = signed(body);
    for (int i = 0; i < 200; i++) {
      byte[] mutated = body.clone();
      mutated[random.nextInt(body.length)] ^= (byte) (1 + random.nextInt(255));
      assertThat(
              Http.post(server().uri("/webhook"), mutated, WebhookSigner.HEADER, signature)
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  default void refusesABodyOverTheCapEvenIfSigned() {
    byte[] body = padded(CAP + 1);
    for (HttpResponse<String> response :
        List.of(
            Http.post(server().uri("/webhook"), body, WebhookSigner.HEADER, signed(body)),
            Http.postChunked(server().uri("/webhook"), body, WebhookSigner.HEADER, signed(body)))) {
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
  default void quarantinesWhatIsSignedButUnreadable(String body) {
    HttpResponse<String> response = Http.postSigned(server().uri("/webhook"), SECRET, body);
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
  default void quarantinesAnAmountThatIsNone(String amount) {
    String body =
        Bodies.event(UUID.randomUUID().toString(), "succeeded")
            .replace("\"amount\":\"1000\"", "\"amount\":" + amount);
    HttpResponse<String> response = Http.postSigned(server().uri("/webhook"), SECRET, body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).getString("error")).contains("amount");
  }

  @Test
  default void quarantinesTrailingGarbageAndInvalidUtf8() {
    String body = Bodies.event(UUID.randomUUID().toString(), "succeeded");
    assertThat(Http.postSigned(server().uri("/webhook"), SECRET, body + "x").statusCode())
        .isEqualTo(400);
    byte[] invalid = concat(utf8(body), new byte[] {(byte) 0xC3, 0x28});
    assertThat(Http.postSigned(server().uri("/webhook"), SECRET, invalid).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  default void refusesOtherMethods(String method) {
    HttpResponse<String> response =
        Http.send(method, server().uri("/webhook"), BodyPublishers.noBody());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow").orElseThrow()).contains("POST");
    assertThat(Http.json(response).getBoolean("success")).isFalse();
  }

  @Test
  default void aMistypedAddressIsNamedInTheLog() {
    HttpResponse<String> response =
        Http.postSigned(server().uri("/webhooks"), SECRET, Bodies.event("pi_1", "succeeded"));
    assertThat(response.statusCode()).isEqualTo(404);
    Waiting.await().until(() -> server().log().contains("BAMOTF603: a POST to /bamotf/webhooks "));
  }

  @Test
  default void nothingOfARefusedRequestGetsIn() {
    String id = UUID.randomUUID().toString();
    byte[] body = utf8(Bodies.event(id, "succeeded"));
    Http.post(
        server().uri("/webhook"),
        body,
        WebhookSigner.HEADER,
        new WebhookSigner("forged").sign(body, Instant.now()));
    // Events are handled in the order of their arrival, so this one's being there shows that the
    // other will not come.
    String later = UUID.randomUUID().toString();
    Http.postSigned(server().uri("/webhook"), SECRET, Bodies.event(later, "succeeded"));
    awaitPayment(later, "succeeded");
    assertThat(Http.get(server().uri("/api/payments/" + id)).statusCode()).isEqualTo(404);
  }

  @Test
  default void theLogTellsWhyAndHoldsNeitherSecretNorSignature() {
    byte[] body = Fixtures.bytes("succeeded-btc.json");
    String header = new WebhookSigner("wrong").sign(body, Instant.now());
    Http.post(server().uri("/webhook"), body, WebhookSigner.HEADER, header);
    Waiting.await().until(() -> server().log().contains("BAMOTF201"));
    assertThat(server().log())
        .doesNotContain(header.substring(header.indexOf("d=") + 2))
        .doesNotContain("the, other one")
        .doesNotContain(SECRET);
  }
}
