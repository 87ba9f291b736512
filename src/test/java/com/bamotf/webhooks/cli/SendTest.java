package com.bamotf.webhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.cli.ServerDouble.Request;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendTest {

  private static final String ID = "7b9c1f0e-8a55-4c9e-9a2e-5d1f0c3b2a11";

  private final ServerDouble server = new ServerDouble();
  private final String url = server.webhook();
  private final CommandRun command = new CommandRun().with("WEBHOOK_SECRET", "my-secret");

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  /** The body of the only request, which must be signed with this secret. */
  private String received(String secret) {
    Request request = server.only();
    String header = request.headers().get("x-webhook-signature");
    long v = Long.parseLong(header.substring(2, header.indexOf(',')));
    assertThat(header)
        .isEqualTo(
            new WebhookSigner(secret)
                .sign(request.body().getBytes(UTF_8), Instant.ofEpochMilli(v)));
    return request.body();
  }

  private List<String> events() {
    return server.requests().stream()
        .map(request -> request.body().replaceFirst(".*\"event\":\"payment_intent.(\\w+).*", "$1"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "succeeded, payment_intent.succeeded",
    "canceled, payment_intent.canceled",
    "refunded, payment_intent.refunded",
    "invoice.paid, invoice.paid",
  })
  void sendsAnEvent(String argument, String event) {
    assertThat(command.run("send", url, argument)).isZero();

    String body = received("my-secret");
    String id = body.split("\"paymentIntent\":\\{\"id\":\"", 2)[1].substring(0, 36);
    assertThat(body).contains("\"event\":\"" + event + "\"");
    assertThat(command.out().lines())
        .containsExactly(
            "Sending " + event + " of payment intent " + id + " to " + url,
            "Attempt 1: 200 {\"success\":true}",
            "Accepted");
    assertThat(command.err()).isEmpty();
  }

  @Test
  void sendsSucceededByDefault() {
    assertThat(command.run("send", url)).isZero();
    assertThat(received("my-secret")).contains("\"event\":\"payment_intent.succeeded\"");
  }

  @Test
  void theEventIsAsDescribed() {
    assertThat(
            command.run(
                "send",
                url,
                "--amount",
                "2500",
                "--currency",
                "EUR",
                "--mode",
                "prod",
                "--intent",
                ID,
                "--metadata",
                "orderId=17",
                "--metadata",
                "b=c=d"))
        .isZero();
    assertThat(received("my-secret"))
        .contains(
            "\"amount\":\"2500\"",
            "\"currency\":\"EUR\"",
            "\"mode\":\"prod\"",
            "\"paymentIntent\":{\"id\":\"" + ID + "\"",
            "\"metadata\":{\"orderId\":\"17\",\"b\":\"c=d\"}");
  }

  @Test
  void sendsTheBytesOfAFileOrOfStandardInput() throws Exception {
    Path file = Files.writeString(folder.resolve("body.json"), "{\"a\": 1}\n");

    assertThat(command.run("send", url, "--file", file.toString())).isZero();
    assertThat(received("my-secret")).isEqualTo("{\"a\": 1}\n");
    assertThat(command.out()).startsWith("Sending 9 bytes of " + file + " to " + url);

    assertThat(command.typing("[]").run("send", url, "-f", "-")).isZero();
    assertThat(server.requests().get(1).body()).isEqualTo("[]");
  }

  @Test
  void sendsMany() {
    server.answering("/webhook", 200, "").answering("/webhook", 500, "");
    assertThat(command.run("send", url, "--count", "3", "--rate", "4")).isZero();

    assertThat(server.requests()).hasSize(4);
    assertThat(server.requests().stream().map(Request::body)).doesNotHaveDuplicates();
    assertThat(command.out().lines())
        .startsWith("Sending 3 events to " + url)
        .endsWith("Accepted: 3 of 3")
        .anySatisfy(line -> assertThat(line).contains(", attempt 2: 200"));
    // The retry of the second took longer than the interval, so the third is sent at once.
    assertThat(command.pauses()).containsExactly(Duration.ofMillis(250), Duration.ofSeconds(1));
  }

  @Test
  void aPersonSeesTheProgress() {
    command.answering();
    assertThat(command.run("send", url, "-n", "2", "--rate", "1")).isZero();
    assertThat(command.err())
        .contains("\r\u001b[K[###############...............] 1 of 2\r")
        .contains("[" + "#".repeat(30) + "] 2 of 2, 2.0/s, 0 s left")
        .endsWith("\r\u001b[K");
    assertThat(command.run("send", url)).isZero();
    assertThat(command.err()).isEmpty();
  }

  @Test
  void disorderIsTheSameForTheSameSeed() {
    assertThat(command.run("send", url, "--count", "10", "--disorder=7")).isZero();
    List<String> first = events();
    assertThat(command.out()).contains("Repeat this order with --disorder=7");
    assertThat(command.run("send", url, "--count", "10", "--disorder=7")).isZero();
    List<String> both = events();
    assertThat(both).isEqualTo(List.of(first, first).stream().flatMap(List::stream).toList());
    assertThat(first).hasSizeGreaterThan(30).contains("pending", "processing", "succeeded");

    assertThat(command.run("send", url, "--count", "10", "--disorder=8")).isZero();
    assertThat(events().subList(both.size(), events().size())).isNotEqualTo(first);
  }

  @Test
  void disorderWithoutANumberNamesOne() {
    assertThat(command.run("send", url, "--disorder")).isZero();
    assertThat(command.out()).containsPattern("Repeat this order with --disorder=[0-9]+");
    assertThat(command.run("send", url, "--disorder=x")).isEqualTo(2);
  }

  @Test
  void jsonHasOneLineForEachEvent() {
    server.answering("/webhook", 503, "busy");
    assertThat(command.run("send", url, "--count", "2", "--json")).isZero();
    assertThat(command.out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("{\"event\":\"payment_intent.succeeded\""))
        .first()
        .asString()
        .endsWith(
            "\"accepted\":true,\"attempts\":[{\"status\":503,\"body\":\"busy\"},"
                + "{\"status\":200,\"body\":\"{\\\"success\\\":true}\"}]}");
  }

  @Test
  void saysWhenTheEventIsNotAccepted() {
    server
        .answering("/webhook", 503, "busy\u001b[2J\r\n now")
        .answering("/webhook", 500, "")
        .answering("/webhook", 500, "x");

    assertThat(command.run("send", url)).isEqualTo(1);

    assertThat(command.out().lines().skip(1))
        .containsExactly(
            "Attempt 1: 503 busy [2J now",
            "Trying again in 1 s",
            "Attempt 2: 500 ",
            "Trying again in 2 s",
            "Attempt 3: 500 x");
    assertThat(command.err()).contains("Not accepted").doesNotContain("my-secret");
    assertThat(command.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void saysHowManyOfManyWereNotAccepted() {
    for (int i = 0; i < 3; i++) {
      server.answering("/webhook", 500, "");
    }
    assertThat(command.run("send", url, "-n", "2")).isEqualTo(1);
    assertThat(command.out()).contains("Accepted: 1 of 2");
    assertThat(command.err()).contains("Not accepted: 1;");
  }

  @Test
  void simulateSendsAPaymentsWholeLife() {
    assertThat(command.run("simulate", url, "--pause", "PT2S", "--amount", "5")).isZero();

    assertThat(events()).containsExactly("pending", "processing", "succeeded");
    assertThat(server.requests())
        .extracting(
            each -> each.body().replaceFirst(".*paymentIntent\":\\{\"id\":\"([^\"]+).*", "$1"))
        .satisfies(ids -> assertThat(ids.stream().distinct()).hasSize(1));
    assertThat(server.requests())
        .extracting(each -> each.body().replaceFirst(".*idempotenceKey\":\"([^\"]+).*", "$1"))
        .doesNotHaveDuplicates();
    assertThat(command.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
    assertThat(command.out()).contains("Accepted: 3 of 3");
  }
}
