package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.sender.EventBody;
import com.bamotf.webhooks.sender.WebhookSender;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.testing.FakeBamotf;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bamotf could not deliver is found on a real server, with its own Rest Client (P9). */
abstract class ReconcileAcceptance {

  private static final int MISSED = 200;
  private static final int LATE = 50;
  private static final String TOKEN = "a-token-of-an-operator";
  private static final String[] OPERATOR = {"Authorization", "Bearer " + TOKEN};

  @TempDir Path folder;

  /** Of 30 KB each. By default more than the server's heap of 512 MiB, which must be streamed. */
  int others() {
    return 20_000;
  }

  /** A server on this database that is not started yet. */
  abstract ServerProcess newServer(Path folder, Postgres postgres, String database);

  @Test
  void whatHappenedWhileTheServerWasDownIsHandledOnce() throws Exception {
    try (Postgres postgres = new Postgres();
        FakeBamotf bamotf = new FakeBamotf().withKey("api-key", "test")) {
      Books books = Books.open(postgres);
      try (ServerProcess server = newServer(folder, postgres, books.database())) {
        server
            .with("bamotf.webhook.secret", Load.SECRET)
            .with("bamotf.api.url", bamotf.url().toString())
            .with("bamotf.api.key", "api-key")
            .with("bamotf.admin.token", TOKEN)
            .with("bamotf.admin.scrape-token", MetricsChecks.TOKEN)
            .with("bamotf.reconcile.since", "2000-01-01T00:00:00Z")
            .with("bamotf.reconcile.interval", "P1D") // no run but those at a start and on request
            .start();
        books.watch();
        // One that is killed in it would leave its lease behind for minutes.
        awaitRun(server, any -> true);
        server.kill();

        List<EventBody> missed =
            Stream.generate(() -> bamotf.add("test").with("succeeded"))
                .limit(MISSED)
                .map(each -> event(each.id))
                .toList();
        assertThat(deliver(server, missed)).as("all three attempts went nowhere").isZero();

        bamotf.listMore(others(), 30_000);
        server.start();
        Set<String> ids =
            missed.stream().map(each -> each.intentId().toString()).collect(Collectors.toSet());
        books.awaitEntries(MISSED);
        books.check(ids);
        assertThat(books.entries("source = 'RECONCILED'")).isEqualTo(MISSED);
        awaitRun(server, any -> server.log().contains("BAMOTF501"));
        assertThat(books.seenByLastRun()).isEqualTo(MISSED + others());
        assertThat(server.log()).doesNotContain("OutOfMemoryError");

        new MetricsChecks(server).aScraperSeesTheGaps(MISSED);
        anOperatorSeesTheStateAndAsksForARun(server);

        assertThat(deliver(server, missed.subList(0, LATE))).isEqualTo(LATE);
        books.check(ids);
        assertThat(books.entries()).isEqualTo(MISSED);
        assertThat(books.entries("deliveries = 2")).isEqualTo(LATE);
        System.out.printf(
            "Reconciliation on %s: %d events that went nowhere, %d filled, each handled once; %d late webhooks changed"
                + " nothing%n",
            getClass().getSimpleName(), MISSED, books.entries("source = 'RECONCILED'"), LATE);
      }
    }
  }

  /**
   * Waits for a complete run, however long the machine takes: one that does not come to its end
   * within 30 minutes gives up, and one that fails is repeated.
   */
  private static JsonObject awaitRun(ServerProcess server, Predicate<JsonObject> which) {
    return Waiting.await()
        .atMost(Duration.ofMinutes(65))
        .pollInterval(Duration.ofMillis(100))
        .failFast("The server has ended", () -> !server.isAlive())
        .until(
            () -> account(server),
            now ->
                !now.isNull("succeededAt")
                    && !now.getBoolean("running")
                    && !now.getBoolean("degraded")
                    && which.test(now));
  }

  private static JsonObject account(ServerProcess server) {
    return Http.json(Http.get(server.uri("/api/admin/reconcile"), OPERATOR))
        .getJsonArray("accounts")
        .getJsonObject(0);
  }

  private void anOperatorSeesTheStateAndAsksForARun(ServerProcess server) {
    HttpResponse<String> asked =
        Http.send(
            "POST",
            server.uri("/api/admin/reconcile"),
            BodyPublishers.ofString("{}"),
            "Authorization",
            "Bearer " + TOKEN,
            "Content-Type",
            "application/json");
    assertThat(asked.statusCode()).isEqualTo(202);
    Instant time = Instant.parse(Http.json(asked).getString("requestedAt"));
    JsonObject account =
        awaitRun(server, now -> !Instant.parse(now.getString("startedAt")).isBefore(time));
    assertThat(account.getInt("seen")).isEqualTo(MISSED + others());
    assertThat(account.getInt("gaps")).isZero();
    assertThat(account.getBoolean("degraded")).isFalse();
    assertThat(Http.get(server.readiness().orElseThrow()).body())
        .contains("bamotf-reconcile")
        .contains("complete at");
  }

  private static EventBody event(String id) {
    return EventBody.of(EventBody.SUCCEEDED).withIntentId(UUID.fromString(id));
  }

  /** As bamotf does, and tells how many were accepted. */
  private static long deliver(ServerProcess server, List<EventBody> events) throws Exception {
    WebhookSender sender =
        new WebhookSender(server.uri("/webhook"), new WebhookSigner(Load.SECRET));
    ExecutorService threads = Executors.newFixedThreadPool(100);
    try {
      List<Callable<Boolean>> deliveries = new ArrayList<>();
      events.forEach(
          each -> deliveries.add(() -> sender.send(each::bytes, attempt -> {}).accepted()));
      long accepted = 0;
      for (Future<Boolean> delivery : threads.invokeAll(deliveries)) {
        accepted += delivery.get() ? 1 : 0;
      }
      return accepted;
    } finally {
      threads.shutdownNow();
    }
  }
}
