package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
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
      try (PayaraMicro server = PayaraMicro.onPostgres(folder, postgres, books.database())) {
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
