package com.bamotf.webhooks.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private final Receiver receiver = new Receiver();
  private final String url = receiver.endpoint().toString();
  private final List<Duration> pauses = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  private int run(String... args) throws InterruptedException {
    return run(Map.of("WEBHOOK_SECRET", "my-secret"), args);
  }

  private int run(Map<String, String> environment, String... args) throws InterruptedException {
    return new Main(
            environment,
            pauses::add,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8))
        .run(args);
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  /** The only request, which must be signed with this secret. */
  private String receivedBody(String secret) {
    assertThat(receiver.received()).hasSize(1);
    Receiver.Received received = receiver.received().get(0);
    String header = received.signatures().get(0);
    long v = Long.parseLong(header.substring(2, header.indexOf(',')));
    assertThat(header)
        .isEqualTo(
            new WebhookSigner(secret)
                .sign(received.body().getBytes(UTF_8), Instant.ofEpochMilli(v)));
    assertThat(Instant.ofEpochMilli(v))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    return received.body();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @ParameterizedTest
  @CsvSource({
    "succeeded, payment_intent.succeeded",
    "processing, payment_intent.processing",
    "pending, payment_intent.pending",
    "canceled, payment_intent.canceled",
    "refunded, payment_intent.refunded",
    "payment_intent.refunded, payment_intent.refunded",
    "invoice.paid, invoice.paid",
  })
  void sendsAnEvent(String argument, String event) throws InterruptedException {
    assertThat(run(url, argument)).isZero();

    String body = receivedBody("my-secret");
    String id = body.split("\"paymentIntent\":\\{\"id\":\"", 2)[1].substring(0, 36);
    assertThat(body).contains("\"event\":\"" + event + "\"");
    assertThat(out().lines())
        .containsExactly(
            "Sending " + event + " of payment intent " + id + " to " + url,
            "Attempt 1: 200 {\"success\":true}",
            "Accepted");
    assertThat(err()).isEmpty();
  }

  @Test
  void sendsSucceededByDefault() throws InterruptedException {
    assertThat(run(url)).isZero();
    assertThat(receivedBody("my-secret")).contains("\"event\":\"payment_intent.succeeded\"");
  }

  @Test
  void sendsTheBytesOfAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("body.json"), "{\"a\": 1}\n");

    assertThat(run(url, file.toString())).isZero();

    assertThat(receivedBody("my-secret")).isEqualTo("{\"a\": 1}\n");
    assertThat(out()).startsWith("Sending 9 bytes of " + file + " to " + url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone.json", "no/such/file", "no\\such"})
  void aFileThatIsNotThereIsNotSentAsAnEvent(String argument) throws InterruptedException {
    assertThat(run(url, argument)).isEqualTo(2);

    assertThat(err()).contains(argument, "cannot be read", "--help");
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void anExistingFileIsRecognizedWithoutAFolderInItsName() throws Exception {
    assertThat(run(url, "pom.xml")).isZero();
    assertThat(receivedBody("my-secret")).isEqualTo(Files.readString(Path.of("pom.xml")));
  }

  @Test
  void whatCannotBeAFileNameIsAnEvent() throws InterruptedException {
    assertThat(run(url, "a\0b")).isZero();
    assertThat(receivedBody("my-secret")).contains("\"event\":\"payment_intent.a\\u0000b\"");
  }

  @Test
  void aFolderIsNoBody() throws InterruptedException {
    assertThat(run(url, folder.toString())).isEqualTo(2);
    assertThat(err()).contains(folder.toString(), "cannot be read");
  }

  @Test
  void saysWhenTheEventIsNotAccepted() throws InterruptedException {
    receiver.answering(503, "busy\u001b[2J\r\n now").answering(500, "").answering(500, "x");

    assertThat(run(url)).isEqualTo(1);

    assertThat(out().lines().skip(1))
        .containsExactly(
            "Attempt 1: 503 busy [2J now",
            "Trying again in 1 s",
            "Attempt 2: 500 ",
            "Trying again in 2 s",
            "Attempt 3: 500 x");
    assertThat(err()).contains("Not accepted").doesNotContain("secret");
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void a401MakesOneThinkOfTheSecret() throws InterruptedException {
    receiver.answering(401, "").answering(401, "").answering(401, "");

    assertThat(run(url)).isEqualTo(1);
    assertThat(err()).contains("Is the secret in the environment the same as the receiver's?");
  }

  @Test
  void saysWhenNobodyListens() throws InterruptedException {
    receiver.close();

    assertThat(run(url)).isEqualTo(1);
    assertThat(out()).contains("Attempt 3: no connection to " + url);
  }

  @Test
  void aLongAnswerIsCut() throws InterruptedException {
    receiver.answering(200, "y".repeat(500)).answering(200, "x".repeat(501));

    assertThat(run(url)).isZero();
    assertThat(run(url)).isZero();
    assertThat(out().lines())
        .contains("Attempt 1: 200 " + "y".repeat(500))
        .contains("Attempt 1: 200 " + "x".repeat(500) + " ... (501 characters)");
  }

  @Test
  void theGuidesVariableWins() throws InterruptedException {
    Map<String, String> both = Map.of("WEBHOOK_SECRET", "one", "BAMOTF_WEBHOOK_SECRET", "two");

    assertThat(run(both, url)).isZero();
    receivedBody("one");
  }

  @Test
  void theSettingsVariableWorksToo() throws InterruptedException {
    Map<String, String> other = Map.of("WEBHOOK_SECRET", "", "BAMOTF_WEBHOOK_SECRET", "a, b");

    assertThat(run(other, url)).isZero();
    receivedBody("a, b");
  }

  @Test
  void withoutASecretNothingIsSent() throws InterruptedException {
    assertThat(run(Map.of(), url)).isEqualTo(2);

    assertThat(err()).contains("no secret", "WEBHOOK_SECRET", "BAMOTF_WEBHOOK_SECRET");
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void wrongNumbersOfArgumentsAreNamed() throws InterruptedException {
    assertThat(run()).isEqualTo(2);
    assertThat(run(url, "succeeded", "more")).isEqualTo(2);

    assertThat(err()).contains("got 0 arguments", "got 3 arguments", "--help");
    assertThat(receiver.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "succeeded",
        "localhost:8080/x",
        "http://a b/",
        "file:///x",
        "http://localhost:65536/x"
      })
  void aWrongUrlIsNamed(String wrong) throws InterruptedException {
    assertThat(run(wrong)).isEqualTo(2);
    assertThat(err()).contains("\"" + wrong + "\"", "http://localhost:8080/bamotf/webhook");
  }

  @Test
  void anEmptyEventIsRefused() throws InterruptedException {
    assertThat(run(url, " ")).isEqualTo(2);
    assertThat(err()).contains("second argument is empty");
  }

  @Test
  void helpNeedsNothing() throws IOException, InterruptedException {
    assertThat(run(Map.of(), "--help")).isZero();

    assertThat(out()).contains("Usage: java -jar", "WEBHOOK_SECRET", "Exit code");
    assertThat(err()).isEmpty();
  }

  @Test
  void theSecretIsNeverPrinted() throws InterruptedException {
    receiver.answering(401, "").answering(401, "").answering(401, "");
    run(url);

    assertThat(out() + err()).doesNotContain("my-secret");
  }
}
