package com.bamotf.webhooks.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.client.Api;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.testing.FakeBamotf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which server reconciles when, with two servers on one database. */
abstract class LeaseContract {

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private final FakeBamotf bamotf = new FakeBamotf();
  private DataSource database;
  private ReconcileFixture fixture;
  private Account account;
  private RunTable table;

  abstract DataSource freshDatabase();

  @BeforeEach
  void start() throws Exception {
    database = freshDatabase();
    fixture = new ReconcileFixture(database, ReconcileFixture.settings(bamotf));
    account = fixture.account;
    table = fixture.table;
  }

  @AfterEach
  void stop() {
    fixture.close();
    bamotf.close();
  }

  @Test
  void oneServerAtATimeHasTheAccount() throws Exception {
    assertThat(acquire()).isPresent();
    assertThat(acquire()).isEmpty();
    table.request(account, Duration.ZERO);
    assertThat(acquire()).isEmpty();
    assertThat(fixture.status().running()).isTrue();
  }

  @Test
  void ofManyThatTryAtOnceOneWins() throws Exception {
    int servers = 6;
    CyclicBarrier together = new CyclicBarrier(servers);
    List<CompletableFuture<Optional<Lease>>> tries = new ArrayList<>();
    for (int i = 0; i < servers; i++) {
      tries.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  together.await(10, TimeUnit.MINUTES);
                  return acquire();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              },
              task -> new Thread(task).start()));
    }
    assertThat(tries.stream().filter(each -> each.join().isPresent())).hasSize(1);
  }

  @Test
  void isDueAtTheIntervalOnAllServersTogether() throws Exception {
    end(acquire().orElseThrow());
    assertThat(acquire()).isEmpty();
    fixture.passTime(INTERVAL.minusSeconds(10));
    assertThat(acquire()).isEmpty();
    fixture.passTime(Duration.ofSeconds(11));
    assertThat(acquire()).isPresent();
  }

  @Test
  void aRequestDuringARunLeadsToARunThatStartedAfterIt() throws Exception {
    Lease running = acquire().orElseThrow();
    Instant asked = table.request(account, Duration.ZERO);
    end(running);
    assertThat(fixture.status().startedAt()).isBefore(asked);
    end(acquire().orElseThrow());
    assertThat(fixture.status().startedAt()).isAfterOrEqualTo(asked);
    assertThat(acquire()).as("the request was served").isEmpty();
  }

  @Test
  void aDelayedRequestDoesNotDelayAnEarlierOne() throws Exception {
    end(acquire().orElseThrow());
    table.request(account, Duration.ofSeconds(20));
    assertThat(acquire()).isEmpty();
    table.request(account, Duration.ofSeconds(60));
    fixture.passTime(Duration.ofSeconds(21));
    end(acquire().orElseThrow());
    assertThat(acquire()).isEmpty();
    table.request(account, Duration.ofSeconds(60));
    table.request(account, Duration.ZERO);
    assertThat(acquire()).as("a later request does not delay an earlier one").isPresent();
  }

  @Test
  void aServerThatDiedLeavesALeaseThatExpires() throws Exception {
    Lease dead = acquire().orElseThrow();
    fixture.passTime(LEASE.minusSeconds(5));
    assertThat(acquire()).isEmpty();
    fixture.passTime(Duration.ofSeconds(6));
    assertThat(fixture.status().running()).isFalse();
    Lease next = acquire().orElseThrow();
    assertThat(table.renew(dead, LEASE, RunCounts.NONE)).isFalse();
    assertThat(end(dead)).isFalse();
    assertThat(end(next)).isTrue();
  }

  /** As by a failover to a machine whose clock is behind. */
  @Test
  void aClockThatIsSetBackDelaysNoRun() throws Exception {
    Lease dead = acquire().orElseThrow();
    fixture.passTime(LEASE.multipliedBy(-3));
    end(acquire().orElseThrow());
    assertThat(table.renew(dead, LEASE, RunCounts.NONE)).isFalse();
    assertThat(acquire()).isEmpty();
    fixture.passTime(LEASE.multipliedBy(-3));
    assertThat(acquire()).isPresent();
  }

  @Test
  void aClockThatIsSetBackALittleTakesNoLeaseAway() throws Exception {
    Lease lease = acquire().orElseThrow();
    fixture.passTime(LEASE.dividedBy(-2));
    assertThat(acquire()).isEmpty();
    assertThat(end(lease)).isTrue();
    assertThat(acquire()).as("started a minute ahead").isEmpty();
  }

  @Test
  void aLeaseThatIsRenewedDoesNotExpire() throws Exception {
    Lease lease = acquire().orElseThrow();
    fixture.passTime(LEASE.minusSeconds(5));
    assertThat(table.renew(lease, LEASE, new RunCounts(7, 1, 1, 0, 0, 0))).isTrue();
    fixture.passTime(LEASE.minusSeconds(5));
    assertThat(acquire()).isEmpty();
    assertThat(fixture.status().counts().seen()).isEqualTo(7);
    assertThat(fixture.status().duration()).isNull();
  }

  @Test
  void aRunWhoseLeaseIsLostStopsWithoutAReport() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    for (int i = 0; i < 1_500; i++) {
      bamotf.add("prod").with("succeeded");
    }
    bamotf.list(
        intents -> {
          fixture.inbox.update("update bamotf_reconcile set owner = 'another'");
          over.countDown();
          return FakeBamotf.elements(intents);
        });
    table.request(account, Duration.ZERO);
    assertThat(fixture.runIfDue()).isEmpty();
    assertThat(over.getCount()).isZero();
    assertThat(fixture.stored("1 = 1")).as("stopped after the first batch").isEqualTo(500);
    assertThat(fixture.inbox.value("select owner from bamotf_reconcile")).isEqualTo("another");
  }

  @Test
  void theOutcomeIsTheSameForEveryServer() throws Exception {
    bamotf.add("prod").with("succeeded");
    fixture.run();
    try (InboxFixture other = new InboxFixture(database, fixture.settings)) {
      AccountStatus seen =
          new Reconciliation(new RunTable(other.database), null, fixture.settings).status().get(0);
      assertThat(seen).isEqualTo(fixture.status());
      assertThat(seen.counts()).isEqualTo(new RunCounts(1, 1, 1, 0, 0, 0));
      assertThat(seen.running()).isFalse();
      assertThat(seen.duration()).isPositive();
      assertThat(seen.succeededAt()).isNotNull();
      assertThat(seen.isDegraded()).isFalse();
    }
  }

  @Test
  void anOperatorCanRequestARun() throws Exception {
    fixture.run();
    Reconciliation reconciliation = new Reconciliation(table, null, fixture.settings);
    assertThat(fixture.runIfDue()).isEmpty();
    Instant asked = reconciliation.runNow();
    assertThat(fixture.runIfDue()).isPresent();
    assertThat(reconciliation.status().get(0).startedAt()).isAfterOrEqualTo(asked);
  }

  @Test
  void withoutAKeyReconciliationIsOff() throws Exception {
    Settings none = InboxFixture.SETTINGS;
    Reconciliation reconciliation = new Reconciliation(table, null, none);
    assertThat(reconciliation.isActive()).isFalse();
    assertThat(reconciliation.status()).isEmpty();
    assertThatThrownBy(reconciliation::runNow)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bamotf.api.key");
  }

  @Test
  void twoServersThatReadOneListAtOnceFillEachGapOnce() throws Exception {
    int all = 10_000;
    int gaps = 500;
    for (int i = 0; i < all; i++) {
      bamotf.add("prod").with(i % (all / gaps) == 0 ? "succeeded" : "pending");
    }
    bamotf.withKey("second-key", "prod");
    // Two keys of one account give each server a lease, so that both run at once.
    Settings both = withTwoKeys(ReconcileFixture.ALL);
    try (ReconcileFixture one = new ReconcileFixture(database, both);
        ReconcileFixture two = new ReconcileFixture(database, both)) {
      List<Account> accounts = Account.all(both);
      CyclicBarrier together = new CyclicBarrier(2);
      CompletableFuture<RunOutcome> first = runAsync(one, accounts.get(0), together);
      CompletableFuture<RunOutcome> second = runAsync(two, accounts.get(1), together);
      RunCounts oneFound = first.join().counts();
      RunCounts twoFound = second.join().counts();
      assertThat(oneFound.seen() + twoFound.seen()).isEqualTo(2L * all);
      assertThat(oneFound.filled() + twoFound.filled()).isEqualTo(gaps);
      assertThat(fixture.stored("1 = 1")).isEqualTo(gaps);
    }
  }

  @Test
  void twoServersThatNoteTheSameEarlierEventsAtOnceBothComplete() throws Exception {
    int all = 3_000;
    for (int i = 0; i < all; i++) {
      bamotf.add("prod").with("succeeded");
    }
    bamotf.withKey("second-key", "prod");
    Settings both = withTwoKeys(InboxFixture.RECONCILE);
    try (ReconcileFixture one = new ReconcileFixture(database, both);
        ReconcileFixture two = new ReconcileFixture(database, both)) {
      List<Account> accounts = Account.all(both);
      CyclicBarrier together = new CyclicBarrier(2);
      CompletableFuture<RunOutcome> first = runAsync(one, accounts.get(0), together);
      CompletableFuture<RunOutcome> second = runAsync(two, accounts.get(1), together);
      assertThat(first.join().problem()).isNull();
      assertThat(second.join().problem()).isNull();
      assertThat(fixture.inbox.value("select count(*) from bamotf_reconcile_earlier"))
          .isEqualTo(String.valueOf(all));
    }
  }

  private Settings withTwoKeys(Settings.Reconcile reconcile) {
    return Api.settings(
        bamotf.url(),
        reconcile,
        InboxFixture.SETTINGS.webhook(),
        ReconcileFixture.KEY,
        "second-key");
  }

  private static CompletableFuture<RunOutcome> runAsync(
      ReconcileFixture server, Account account, CyclicBarrier together) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            together.await(10, TimeUnit.MINUTES);
            return server.reconciler.runIfDue(account).orElseThrow();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task).start());
  }

  private Optional<Lease> acquire() throws java.sql.SQLException {
    return table.acquire(account, LEASE, INTERVAL);
  }

  private boolean end(Lease lease) throws java.sql.SQLException {
    return table.end(new RunOutcome(lease, RunCounts.NONE, true, 0, null, null));
  }
}
