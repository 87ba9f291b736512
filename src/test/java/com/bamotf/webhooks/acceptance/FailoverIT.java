package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary PostgreSQL is killed under load, and its standby takes over. The receiver goes on by
 * itself (P8). With synchronous replication nothing that was acknowledged is lost (P1) and nothing
 * is handled twice (P2); with asynchronous replication reconciliation finds what is lost (P9).
 */
@Tag("servers")
class FailoverIT {

  private static final int FAILOVERS = Integer.getInteger("reliability.failovers", 1);
  private static final int THREADS = 8;

  /** Between the death of a primary and the promotion, in which the standby takes no writes. */
  private static final int NOTICED_AFTER_SECONDS = 5;

  @TempDir Path folder;

  @Test
  void payaraMicro() {
    losesNothing(PayaraMicro::onPostgres);
  }

  @Test
  void wildFly() {
    losesNothing(WildFly::onPostgres);
  }

  @Test
  void payaraServer() {
    losesNothing(DomainServer::payaraOnPostgres);
  }

  @Test
  void openLiberty() {
    losesNothing(OpenLiberty::onPostgres);
  }

  private void losesNothing(ServerProcess.OnPostgres kind) {
    try (PostgresPair pair = new PostgresPair(folder, true)) {
      Books books = Books.open(pair.primary());
      pair.addStandby();
      try (ServerProcess server = kind.server(folder, pair.both(), books.database())) {
        server.with("bamotf.webhook.secret", Load.SECRET).start();
        books.watch();
        Load load = new Load(THREADS, server.uri("/webhook"));
        try (load) {
          for (int i = 0; i < FAILOVERS; i++) {
            load.awaitAccepted(200);
            failOver(pair, load);
            pair.addStandby();
          }
          load.awaitAccepted(200);
          pair.cutLink();
          pair.awaitWaitingCommit();
          failOver(pair, load);
        }
        Books now = books.in(pair.primary());
        now.check(load.accepted());
        report("synchronous", server, load, now, Set.of());
      }
    }
  }

  @Test
  void whatAsynchronousReplicationLosesIsFoundByReconciliation() {
    try (PostgresPair pair = new PostgresPair(folder, false);
        FakeBamotf bamotf = new FakeBamotf().withKey("api-key", "test")) {
      Books books = Books.open(pair.primary());
      pair.addStandby();
      try (ServerProcess server = PayaraMicro.onPostgres(folder, pair.both(), books.database())) {
        server
            .with("bamotf.webhook.secret", Load.SECRET)
            .with("bamotf.api.url", bamotf.url().toString())
            .with("bamotf.api.key", "api-key")
            .with("bamotf.reconcile.since", "2000-01-01T00:00:00Z")
            .with("bamotf.reconcile.interval", "PT1S")
            .start();
        books.watch();
        Load load = new Load(THREADS, server.uri("/webhook"));
        Set<String> lostByKills;
        Set<String> replicated;
        try (load) {
          for (int i = 0; i < FAILOVERS; i++) {
            load.awaitAccepted(200);
            failOver(pair, load);
            pair.addStandby();
          }
          lostByKills = books.in(pair.primary()).unknown(load.accepted());
          load.awaitAccepted(200);
          replicated = load.accepted();
          pair.awaitCaughtUp();
          pair.cutLink();
          load.awaitAccepted(200);
          failOver(pair, load);
        }
        Books now = books.in(pair.primary());
        Set<String> lost = now.unknown(load.accepted());
        Set<String> lostByLink = new HashSet<>(lost);
        lostByLink.removeAll(lostByKills);
        assertThat(lostByLink).as("what the standby did not get").isNotEmpty();
        assertThat(lostByLink).as("what the standby had").doesNotContainAnyElementsOf(replicated);
        report("asynchronous", server, load, now, lostByKills);

        load.accepted().forEach(id -> bamotf.add(new FakeIntent(id, "test").with("succeeded")));
        now.awaitHandled(lost);
        now.check(load.accepted());
        assertThat(now.entries("source = 'RECONCILED'")).isEqualTo(lost.size());
      }
    }
  }

  private static void failOver(PostgresPair pair, Load load) {
    pair.killPrimary();
    // How long nobody notices is part of what is tested; nothing else waits for a time.
    CompletableFuture.runAsync(
            pair::promote,
            CompletableFuture.delayedExecutor(NOTICED_AFTER_SECONDS, TimeUnit.SECONDS))
        .join();
    long promoted = System.nanoTime();
    load.awaitAccepted(1);
    Duration back = Duration.ofNanos(System.nanoTime() - promoted);
    System.out.printf("Failover: accepted again %d ms after the promotion%n", back.toMillis());
  }

  private static void report(
      String replication, ServerProcess server, Load load, Books books, Set<String> lostByKills) {
    System.out.printf(
        "Failover, %s replication, %s: %d events sent, %d accepted, %d stored; lost of those accepted: %d by %d kills"
            + " with a working link, %d in all%n",
        replication,
        server.getClass().getSimpleName(),
        load.sent().size(),
        load.accepted().size(),
        books.entries(),
        lostByKills.size(),
        FAILOVERS,
        books.unknown(load.accepted()).size());
  }
}
