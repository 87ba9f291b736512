package com.bamotf.webhooks.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A list that does not end ends its run, as a problem that is told, and the next run starts anew. A
 * minute passes with each read.
 */
@Timeout(600)
class EndlessListTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final String LONG = "y".repeat(64 * 1024);

  private final FakeBamotf bamotf = new FakeBamotf();
  private final AtomicLong passed = new AtomicLong();
  private final CountDownLatch brokenOff = new CountDownLatch(1);
  private ReconcileFixture fixture;
  private FakeIntent missed;

  /** What is sent without end. */
  private interface Endless {
    String next() throws IOException;
  }

  @BeforeEach
  void start() throws Exception {
    fixture =
        new ReconcileFixture(
            TestDatabases.h2(), ReconcileFixture.settings(bamotf), () -> passed.addAndGet(MINUTE));
    missed = bamotf.add("prod").with("succeeded");
  }

  @AfterEach
  void stop() {
    fixture.close();
    bamotf.close();
  }

  @Test
  void whiteSpaceThatTrickles() throws Exception {
    bamotf.misbehave(exchange -> send(exchange, element(missed), () -> " "));
    endsAsAProblem(1);
  }

  @Test
  void elementsWithoutEnd() throws Exception {
    bamotf.misbehave(
        exchange ->
            send(exchange, element(missed), () -> "," + element(new FakeIntent("prod")) + space()));
    endsAsAProblem(1);
  }

  @Test
  void theSameElementAgainAndAgain() throws Exception {
    bamotf.misbehave(
        exchange -> send(exchange, element(missed), () -> "," + element(missed) + space()));
    endsAsAProblem(1);
  }

  @Test
  void anElementWithoutEnd() throws Exception {
    bamotf.misbehave(exchange -> send(exchange, element(missed) + ",{\"metadata\":\"", () -> LONG));
    endsAsAProblem(1);
  }

  @Test
  void bracketsWithoutEnd() throws Exception {
    String brackets = "[".repeat(64 * 1024);
    bamotf.misbehave(exchange -> send(exchange, element(missed) + ",", () -> brackets));
    endsAsAProblem(1);
  }

  @Test
  void membersBeforeTheList() throws Exception {
    bamotf.misbehave(exchange -> sendRaw(exchange, "{", () -> "\"x\":\"" + LONG + "\","));
    endsAsAProblem(0);
  }

  /** What arrived first is enough; the rest of an error's text is not waited for. */
  @Test
  void anErrorWhoseTextDoesNotEnd() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    bamotf.misbehave(
        exchange -> {
          exchange.sendResponseHeaders(503, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("away".getBytes(StandardCharsets.UTF_8));
          out.flush();
          await(over);
        });
    assertThat(fixture.run().problem()).contains("503: away");
    over.countDown();
  }

  /** What was read is kept, the lease is returned, and the connection is broken off. */
  private void endsAsAProblem(int kept) throws Exception {
    RunOutcome outcome = fixture.run();
    assertThat(outcome.complete()).isFalse();
    assertThat(outcome.problem())
        .contains("did not end within 30 minutes")
        .contains("bamotf.api.url");
    assertThat(outcome.problem()).doesNotContain("Exception");
    assertThat(outcome.nextRunIn()).isEqualTo(Duration.ofSeconds(15));
    assertThat(fixture.status().isDegraded()).isTrue();
    assertThat(fixture.status().running()).isFalse();
    assertThat(fixture.inbox.value("select owner from bamotf_reconcile")).isNull();
    assertThat(brokenOff.await(10, TimeUnit.MINUTES)).isTrue();
    assertThat(filled()).isEqualTo(kept);

    bamotf.misbehave(null);
    assertThat(fixture.runIfDue()).as("not at once").isEmpty();
    fixture.passTime(Duration.ofSeconds(16));
    assertThat(fixture.runIfDue().orElseThrow().problem()).isNull();
    assertThat(filled()).isEqualTo(1);
  }

  private int filled() {
    return fixture.stored("payment_intent_id = '%s'".formatted(missed.id));
  }

  private void send(HttpExchange exchange, String first, Endless rest) throws IOException {
    sendRaw(exchange, "{\"data\":[" + first, rest);
  }

  private void sendRaw(HttpExchange exchange, String first, Endless rest) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(first.getBytes(StandardCharsets.UTF_8));
    try {
      while (brokenOff.getCount() > 0) {
        out.write(rest.next().getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      brokenOff.countDown();
      throw e;
    }
  }

  private static String element(FakeIntent intent) {
    return "{" + intent.json(true) + "}";
  }

  /** Pushes what is before it through the buffers on the way. */
  private static String space() {
    return " ".repeat(32 * 1024);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
