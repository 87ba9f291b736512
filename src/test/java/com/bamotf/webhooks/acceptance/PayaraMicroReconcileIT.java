package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.reconcile.FakeBamotf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PayaraMicroReconcileIT extends ReconcileAcceptance {

  private static final int ALL = 10_000;
  private static final int GAPS = 500;

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return PayaraMicro.onPostgres(folder, postgres, database);
  }

  @Test
  void twoServersFillTheGapsOfOneListOnce() throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    try (Postgres postgres = new Postgres();
        FakeBamotf bamotf = new FakeBamotf().withKey("api-key", "test")) {
      Books books = Books.open(postgres);
      bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 503, "bamotf is down"));
      try (ServerProcess one = reconciling(first, postgres, books, bamotf).launch();
          ServerProcess two = reconciling(second, postgres, books, bamotf).start()) {
        one.awaitLog("ready in");
        books.watch();
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> (one.log() + two.log()).contains("bamotf is down"));
        for (int i = 0; i < ALL; i++) {
          String id = bamotf.add("test").with("succeeded").id;
          if (i % (ALL / GAPS) != 0) {
            books.know(id, "payment_intent.succeeded");
          }
        }
        books.keep();
        bamotf.misbehave(null);
        books.awaitEntries(ALL);
        books.awaitNothingPending();
        assertThat(books.entries("source = 'RECONCILED' and status = 'HANDLED'")).isEqualTo(GAPS);
        assertThat(books.payments()).isEqualTo(GAPS);
        assertThat(books.handlings()).isEqualTo(GAPS);
        assertThat(books.entries("deliveries > 1")).isZero();
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> (one.log() + two.log()).contains("BAMOTF503"));
        System.out.printf(
            "Two servers, one list of %d payment intents: %d gaps, %d filled, %d handlings; %d requests of the list%n",
            ALL,
            GAPS,
            books.entries("source = 'RECONCILED'"),
            books.handlings(),
            bamotf.requests().size());
      }
    }
  }

  @Test
  void aServerThatCannotReachBamotfTakesWebhooksAllTheSame() throws Exception {
    try (ServerProcess server =
        PayaraMicro.onH2(folder)
            .with("bamotf.webhook.secret", Load.SECRET)
            .with("bamotf.api.url", "http://127.0.0.1:1")
            .with("bamotf.api.key", "api-key")
            .start()) {
      server.awaitLog("BAMOTF502");
      try (Load load = new Load(2, server.uri("/webhook"))) {
        load.awaitAccepted(50);
      }
      assertThat(server.log()).doesNotContain("api-key");
    }
  }

  private static ServerProcess reconciling(
      Path folder, Postgres postgres, Books books, FakeBamotf bamotf) {
    return PayaraMicro.onPostgres(folder, postgres, books.database())
        .with("bamotf.webhook.secret", Load.SECRET)
        .with("bamotf.api.url", bamotf.url().toString())
        .with("bamotf.api.key", "api-key")
        .with("bamotf.reconcile.interval", "PT1S");
  }
}
