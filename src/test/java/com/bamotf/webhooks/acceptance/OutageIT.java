package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.Bodies;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the database is away, requests are held and stored when it is back (P8). */
class OutageIT {

  private static final String OUTAGES = System.getProperty("reliability.outages", "5");
  private static final int THREADS = 32;

  @TempDir Path folder;

  @Test
  void whatIsSentDuringAnOutageIsHeldAndAcceptedAfterIt() {
    try (Postgres postgres = new Postgres()) {
      Books books = Books.open(postgres);
      PostgresOutage outage = new PostgresOutage(postgres);
      try (ServerProcess server = PayaraMicro.onPostgres(folder, postgres, books.database())) {
        server.with("bamotf.webhook.secret", Load.SECRET).start();
        books.watch();
        Load load = new Load(THREADS, server.uri("/webhook"));
        try (load) {
          Arrays.stream(OUTAGES.split(","))
              .mapToInt(Integer::parseInt)
              .forEach(seconds -> interrupt(load, outage, seconds));
        }
        books.check(load.accepted());
        assertThat(load.sent()).as("no sender gave up").allMatch(Load.Sent::accepted);
        System.out.printf(
            "Outages: %d events sent, %d accepted, %d stored%n",
            load.sent().size(), load.accepted().size(), books.entries());
      }
    }
  }

  @Test
  void whatCannotBeStoredInTimeIsAnsweredWith503() {
    try (Postgres postgres = new Postgres()) {
      Books books = Books.open(postgres);
      try (ServerProcess server = PayaraMicro.onPostgres(folder, postgres, books.database())) {
        server
            .with("bamotf.webhook.secret", Load.SECRET)
            .with("bamotf.inbox.store-patience", "PT1S")
            .start();
        PostgresOutage outage = new PostgresOutage(postgres);
        String body = Bodies.event(UUID.randomUUID().toString(), "succeeded");
        outage.stop();
        HttpResponse<String> response = Http.postSigned(server.uri("/webhook"), Load.SECRET, body);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).hasValue("1");
        assertThat(Http.json(response).getBoolean("success")).isFalse();
        assertThat(Http.postSigned(server.uri("/webhook"), "forged", body).statusCode())
            .as("no unsigned request is held")
            .isEqualTo(401);
        outage.start();
        Waiting.await()
            .until(
                () ->
                    Http.postSigned(server.uri("/webhook"), Load.SECRET, body).statusCode() == 200);
      }
    }
  }

  private static void interrupt(Load load, PostgresOutage outage, int seconds) {
    load.awaitAccepted(200);
    outage.stop();
    // The length of the outage is what is tested; nothing else waits for a time.
    CompletableFuture.runAsync(
            outage::start, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS))
        .join();
    long back = System.nanoTime();
    load.awaitAccepted(200);
    long held = load.sent().stream().filter(each -> each.wasHeldUntil(back)).count();
    System.out.printf("Outage of %d s: %d requests were held, answered 2xx later%n", seconds, held);
    assertThat(held).isPositive();
  }
}
