package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What strangers can hold by sending slowly, or much: no thread, and not the heap (P7). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SlowSendersAcceptance {

  private static final String SECRET = "my-secret";
  private static final String DATABASE = "slow";

  /** Below the cap of 16 MiB, and below that of Undertow: 3 GB for 300 senders. */
  private static final int LARGE = 10 * 1024 * 1024;

  private static final int LATE_BODIES = Integer.getInteger("reliability.late-bodies", 2_000);
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir static Path folder;

  private final Postgres postgres = new Postgres();
  private ServerProcess server;

  /** A server on this empty database that is not started yet, with a heap of 512 MiB. */
  abstract ServerProcess newServer(Path folder, Postgres postgres, String database);

  @BeforeAll
  void start() {
    postgres.createDatabase(DATABASE);
    server =
        newServer(folder, postgres, DATABASE)
            .with("bamotf.webhook.secret", SECRET)
            .with("bamotf.webhook.max-body-size", "16 MiB")
            .with("bamotf.webhook.body-timeout", BODY_TIMEOUT.toString())
            .start();
    Waiting.await().ignoreExceptions().until(() -> send().statusCode() == 200);
    for (int i = 0; i < 100; i++) { // what is measured below is not the compiler
      send();
    }
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
    postgres.close();
  }

  @Test
  void slowSendersHoldNobodyElse() {
    try (SlowSenders senders = new SlowSenders(server.uri("/webhook"), 8, SECOND, true)) {
      List<SlowSenders.Sender> slow = senders.connect(300, forged(), 10_000);
      List<SlowSenders.Sender> malformed = senders.connect(100, "nonsense", 10_000);
      senders.start();
      sendFor(BODY_TIMEOUT.plusSeconds(5), "400 slow senders");
      awaitOver(Stream.concat(slow.stream(), malformed.stream()).toList());
      assertThat(slow).extracting(SlowSenders.Sender::status).containsOnly("408");
      assertThat(malformed).extracting(SlowSenders.Sender::status).containsOnly("401");
    }
    sendFor(SECOND, "nobody else");
  }

  /** Until the deadline each could send 1.2 MiB, for which an array of 2 MiB would be made. */
  @Test
  void largeBodiesDoNotExhaustTheHeap() {
    try (SlowSenders senders =
        new SlowSenders(server.uri("/webhook"), 64 * 1024, Duration.ofMillis(250), false)) {
      List<SlowSenders.Sender> large = senders.connect(300, forged(), LARGE);
      senders.start();
      sendFor(BODY_TIMEOUT.plusSeconds(3), "300 senders of 10 MiB");
      awaitOver(large);
      assertThat(large)
          .as("some are turned away, the others time out")
          .extracting(SlowSenders.Sender::status)
          .contains("503")
          .isSubsetOf("503", "408", "");
    }
    assertThat(server.log()).doesNotContain("OutOfMemoryError");
    // All of the memory is there again: a large body is read to its end.
    Waiting.await()
        .until(
            () ->
                Http.post(server.uri("/webhook"), new byte[LARGE], WebhookSigner.HEADER, forged())
                        .statusCode()
                    == 401);
    sendFor(SECOND, "nobody else");
  }

  /** None is taken for a slow one, and none for a part of the request before it. */
  @Test
  void eachBodyThatComesJustAfterItsHeadersIsRead() throws Exception {
    assertThat(new LateBodies(server.uri("/webhook")).send(LATE_BODIES))
        .hasSize(1)
        .containsEntry("HTTP/1.1 401 Unauthorized", LATE_BODIES);
  }

  /** Once the body is there, its deadline is over: the event may wait for the database. */
  @Test
  void aBodyThatIsThereMayWaitLongerThanItsDeadline() throws Exception {
    String lock = "begin; lock table bamotf_inbox in exclusive mode; select pg_sleep(%d); commit";
    CompletableFuture<Void> locked =
        CompletableFuture.runAsync(
            () ->
                postgres.execute(
                    DATABASE, lock.formatted(BODY_TIMEOUT.plusSeconds(2).toSeconds())));
    Waiting.await()
        .until(
            () ->
                "1"
                    .equals(
                        postgres.value(
                            DATABASE,
                            "select count(*) from pg_locks where mode = 'ExclusiveLock' and"
                                + " relation = 'bamotf_inbox'::regclass")));
    byte[] body = event();
    long start = System.nanoTime();
    assertThat(InPieces.post(server.uri("/webhook"), body, WebhookSigner.HEADER, signed(body)))
        .startsWith("HTTP/1.1 200");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(BODY_TIMEOUT);
    locked.get();
  }

  /** One after the other, as bamotf does; each must be taken, and soon. */
  private void sendFor(Duration time, String beside) {
    List<Long> millis = new ArrayList<>();
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      long before = System.nanoTime();
      assertThat(send().statusCode()).isEqualTo(200);
      millis.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
    }
    millis.sort(null);
    System.out.printf(
        "Beside %s: %d genuine webhooks, each answered 200; median %d ms, longest %d ms%n",
        beside, millis.size(), millis.get(millis.size() / 2), millis.get(millis.size() - 1));
    assertThat(millis.get(millis.size() * 9 / 10)) // all of them, on a machine with nothing else
        .as("nine of ten, in ms")
        .isLessThan(SECOND.toMillis());
  }

  private static void awaitOver(List<SlowSenders.Sender> senders) {
    Awaitility.await()
        .atMost(BODY_TIMEOUT.plusSeconds(20))
        .until(() -> senders.stream().allMatch(SlowSenders.Sender::isOver));
  }

  private HttpResponse<String> send() {
    return Http.postSigned(server.uri("/webhook"), SECRET, event());
  }

  private static byte[] event() {
    return Bodies.event(UUID.randomUUID().toString(), "succeeded").getBytes(StandardCharsets.UTF_8);
  }

  private static String signed(byte[] body) {
    return new WebhookSigner(SECRET).sign(body, Instant.now());
  }

  /** Well formed and of now, so that only the body can tell. */
  private static String forged() {
    return new WebhookSigner("guess").sign(new byte[0], Instant.now());
  }
}
