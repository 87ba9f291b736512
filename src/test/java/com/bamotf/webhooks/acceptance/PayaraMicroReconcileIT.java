package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.testing.FakeBamotf;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PayaraMicroReconcileIT extends ReconcileAcceptance {

  private static final int ALL = 10_000;
  private static final int GAPS = 500;

  /** LongListTest and the run on WildFly show that a long list is streamed. */
  @Override
  int others() {
    return 2_000;
  }

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
        Waiting.await().until(() -> (one.log() + two.log()).contains("bamotf is down"));
        int taken = takeWebhooks(one);
        for (int i = 0; i < ALL; i++) {
          String id = bamotf.add("test").with("succeeded").id;
          if (i % (ALL / GAPS) != 0) {
            books.know(id, "payment_intent.succeeded");
          }
        }
        books.keep();
        bamotf.misbehave(null);
        books.awaitEntries(ALL + taken);
        books.awaitNothingPending();
        assertThat(books.entries("source = 'RECONCILED' and status = 'HANDLED'")).isEqualTo(GAPS);
        assertThat(books.payments()).isEqualTo(GAPS + taken);
        assertThat(books.handlings()).isEqualTo(GAPS + taken);
        assertThat(books.entries("deliveries > 1")).isZero();
        Waiting.await().until(() -> (one.log() + two.log()).contains("BAMOTF503"));
        System.out.printf(
            "Two servers, one list of %d payment intents: %d gaps, %d filled, %d handled; %d webhooks taken while"
                + " bamotf was down%n",
            ALL, GAPS, books.entries("source = 'RECONCILED'"), books.handlings() - taken, taken);
      }
    }
  }

  /** That bamotf's API is away does not matter to what comes in. */
  private static int takeWebhooks(ServerProcess server) {
    Load load = new Load(2, server.uri("/webhook"));
    try (load) {
      load.awaitAccepted(20);
    }
    assertThat(load.sent()).allMatch(Load.Sent::accepted);
    assertThat(server.log()).doesNotContain("api-key");
    return load.accepted().size();
  }

  private static ServerProcess reconciling(
      Path folder, Postgres postgres, Books books, FakeBamotf bamotf) {
    return PayaraMicro.onPostgres(folder, postgres, books.database())
        .with("bamotf.webhook.secret", Load.SECRET)
        .with("bamotf.api.url", bamotf.url().toString())
        .with("bamotf.api.key", "api-key")
        .with("bamotf.reconcile.since", "2000-01-01T00:00:00Z")
        .with("bamotf.reconcile.interval", "PT1S");
  }
}
