package com.bamotf.webhooks.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.bamotf.webhooks.sender.Attempt.Answered;
import com.bamotf.webhooks.sender.Attempt.Unanswered;
import com.bamotf.webhooks.sender.Receiver.Received;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTest {

  private static final WebhookSigner SIGNER = new WebhookSigner("my-secret");
  private static final Instant NOW = Instant.parse("2023-11-14T22:13:20Z");

  private final Receiver receiver = new Receiver();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();

  /** Time passes only in the pauses. */
  private Instant time = NOW;

  private final WebhookSender sender = senderTo(receiver.endpoint());

  private WebhookSender senderTo(URI endpoint) {
    return new WebhookSender(
        endpoint, SIGNER, ((InstantSource) () -> time).withZone(ZoneOffset.UTC), this::pause);
  }

  private void pause(Duration duration) {
    pauses.add(duration);
    time = time.plus(duration);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void postsAsBamotfDoes() throws InterruptedException {
    byte[] body = "{\"description\":\"café ☕\"}".getBytes(UTF_8);

    assertThat(sender.send(now -> body, attempts::add))
        .isEqualTo(new Answered(200, "{\"success\":true}"));

    assertThat(receiver.received())
        .containsExactly(
            new Received(
                "POST",
                List.of("text/plain;charset=UTF-8"),
                List.of(SIGNER.sign(body, NOW)),
                "{\"description\":\"café ☕\"}"));
    assertThat(attempts).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void every2xxIsAccepted(int status) throws InterruptedException {
    receiver.answering(status, "");

    assertThat(sender.send(EventBody.of("x")::bytes, attempts::add).accepted()).isTrue();
    assertThat(attempts).containsExactly(new Answered(status, ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {304, 400, 401, 404, 500, 503})
  void anythingElseIsTriedAgain(int status) throws InterruptedException {
    receiver.answering(status, "");

    assertThat(sender.send(EventBody.of("x")::bytes, attempts::add).accepted()).isTrue();
    assertThat(attempts)
        .containsExactly(new Answered(status, ""), new Answered(200, "{\"success\":true}"));
    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void givesUpAfterThreeAttemptsOneAndTwoSecondsApart() throws InterruptedException {
    receiver.answering(500, "one").answering(500, "two").answering(503, "three");

    assertThat(sender.send(EventBody.of("x")::bytes, attempts::add))
        .isEqualTo(new Answered(503, "three"));
    assertThat(attempts)
        .containsExactly(
            new Answered(500, "one"), new Answered(500, "two"), new Answered(503, "three"));
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(receiver.received()).hasSize(3);
  }

  @Test
  void eachAttemptOfAnEventIsMadeAndSignedAnew() throws InterruptedException {
    receiver.answering(500, "").answering(500, "");

    assertThat(sender.send(EventBody.of(EventBody.SUCCEEDED)::bytes, attempts::add).accepted())
        .isTrue();

    List<Received> received = receiver.received();
    assertThat(received)
        .hasSize(3)
        .extracting(r -> between(r, "\"id\":\""))
        .doesNotHaveDuplicates();
    assertThat(received)
        .extracting(r -> between(r, "\"idempotenceKey\":\""))
        .containsOnly(between(received.get(0), "\"idempotenceKey\":\""));
    assertThat(received)
        .extracting(r -> between(r, "\"created\":\""))
        .containsExactly(
            "2023-11-14T22:13:20.000Z", "2023-11-14T22:13:21.000Z", "2023-11-14T22:13:23.000Z");
    for (int i = 0; i < 3; i++) {
      byte[] body = received.get(i).body().getBytes(UTF_8);
      Instant at = NOW.plusSeconds(List.of(0, 1, 3).get(i));
      assertThat(received.get(i).signatures()).containsExactly(SIGNER.sign(body, at));
    }
  }

  @Test
  void eachAttemptOfABodyHasTheSameBytesSignedAnew() throws InterruptedException {
    receiver.answering(500, "");
    byte[] body = {'{', '}'};

    assertThat(sender.send(now -> body, attempts::add).accepted()).isTrue();

    assertThat(receiver.received()).extracting(Received::body).containsExactly("{}", "{}");
    assertThat(receiver.received())
        .flatExtracting(Received::signatures)
        .containsExactly(SIGNER.sign(body, NOW), SIGNER.sign(body, NOW.plusSeconds(1)));
  }

  @Test
  void postIsOneAttemptOnly() throws InterruptedException {
    receiver.answering(500, "no");

    assertThat(sender.post(new byte[0])).isEqualTo(new Answered(500, "no"));
    assertThat(receiver.received()).hasSize(1);
  }

  /** As Node's fetch does, so that a moved endpoint is found or missed alike. */
  @Test
  void followsARedirect() throws InterruptedException {
    byte[] body = {'{', '}'};

    assertThat(senderTo(receiver.movedEndpoint()).post(body).accepted()).isTrue();
    assertThat(receiver.received())
        .containsExactly(
            new Received(
                "POST",
                List.of("text/plain;charset=UTF-8"),
                List.of(SIGNER.sign(body, NOW)),
                "{}"));
  }

  @Test
  void noConnectionIsTriedAgainToo() throws Exception {
    URI nobody = receiver.endpoint();
    receiver.close();

    Attempt last = senderTo(nobody).send(EventBody.of("x")::bytes, attempts::add);

    assertThat(last)
        .isEqualTo(
            new Unanswered(
                "no connection to "
                    + nobody
                    + ": nothing listens there; start the server, or correct host and port"));
    assertThat(attempts).hasSize(3).containsOnly(last);
    assertThat(last.accepted()).isFalse();
  }

  @Test
  void aConnectionThatBreaksIsAnUnansweredAttempt() throws Exception {
    try (ServerSocket hangingUp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI endpoint = URI.create("http://127.0.0.1:" + hangingUp.getLocalPort() + "/");
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try {
        Future<?> hangUp = thread.submit(() -> hangUpOnce(hangingUp));
        assertThat(senderTo(endpoint).post(new byte[0]))
            .isInstanceOfSatisfying(
                Unanswered.class,
                unanswered -> assertThat(unanswered.reason()).contains("broke before an answer"));
        hangUp.get(10, TimeUnit.MINUTES);
      } finally {
        thread.shutdownNow();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8080/x",
        "ftp://localhost/x",
        "/bamotf/webhook",
        "http:///x",
        "http://localhost:65536/"
      })
  void anEndpointThatIsNoHttpAddressIsRefused(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookSender(URI.create(endpoint), SIGNER))
        .withMessageContaining("\"" + endpoint + "\"")
        .withMessageContaining("http://localhost:8080/bamotf/webhook");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:65535/", "HTTPS://localhost", "http://[::1]:80/x?y"})
  void anyOtherIsTaken(String endpoint) {
    assertThatNoException().isThrownBy(() -> new WebhookSender(URI.create(endpoint), SIGNER));
  }

  private static @Nullable Void hangUpOnce(ServerSocket server) throws IOException {
    try (Socket socket = server.accept()) {
      assertThat(socket.getInputStream().read()).isEqualTo('P');
      return null;
    }
  }

  /** The text after a marker, up to the next quote. */
  private static String between(Received received, String marker) {
    int start = received.body().indexOf(marker) + marker.length();
    return received.body().substring(start, received.body().indexOf('"', start));
  }
}
