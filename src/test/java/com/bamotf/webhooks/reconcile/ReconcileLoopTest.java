package com.bamotf.webhooks.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.client.Api;
import com.bamotf.webhooks.client.BamotfClient;
import com.bamotf.webhooks.client.IntentList;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.StoreResult;
import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.telemetry.Telemetry.ReconcileOutcome;
import com.bamotf.webhooks.testing.FakeBamotf;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the loop reconciles, and what it logs. */
class ReconcileLoopTest {

  private final FakeBamotf bamotf = new FakeBamotf();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Logger logger = Logger.getLogger(ReconcileLoop.class.getName());
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          log.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private ReconcileFixture fixture;
  private ReconcileLoop loop;

  @BeforeEach
  void start() throws Exception {
    logger.addHandler(handler);
    fixture = new ReconcileFixture(TestDatabases.h2(), ReconcileFixture.settings(bamotf));
    loop = loop(fixture.settings);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
    loop.stop();
    fixture.close();
    bamotf.close();
  }

  private ReconcileLoop loop(Settings settings) {
    return loop(settings, Api.client(settings), fixture.table);
  }

  private ReconcileLoop loop(Settings settings, BamotfClient client, RunTable table) {
    ServerResources server =
        new ServerResources(settings) {
          @Override
          public ThreadFactory threadFactory() {
            return work -> {
              threads.add(new Thread(work));
              return threads.get(threads.size() - 1);
            };
          }
        };
    return new ReconcileLoop(
        client,
        fixture.inbox.inbox,
        fixture.inbox.intake,
        fixture.inbox.database,
        table,
        fixture.inbox.reconcile,
        server,
        settings,
        fixture.inbox.telemetry);
  }

  @Test
  void anErrorDoesNotEndTheThread() throws Exception {
    BamotfClient broken =
        new BamotfClient() {
          @Override
          public IntentList open(Account account) {
            throw new NoClassDefFoundError("a class of the server");
          }
        };
    loop = loop(fixture.settings, broken, fixture.table);
    loop.poll();
    assertThat(log)
        .hasSize(1)
        .first()
        .asString()
        .startsWith("WARNING BAMOTF502")
        .contains("NoClassDefFoundError: a class of the server");
    loop.poll();
    assertThat(new ReconcileHealth(loop).data())
        .isEqualTo(Map.of("state", "degraded", "account 1", "degraded: BAMOTF502"));
    assertThat(fixture.status().running()).as("the next run need not wait").isFalse();
  }

  @Test
  void anErrorOfTheDatabaseDoesNotEndTheThread() throws Exception {
    DataSource broken =
        (DataSource)
            Proxy.newProxyInstance(
                ReconcileLoopTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  throw new NoClassDefFoundError("a class of the driver");
                });
    try (InboxFixture inbox = new InboxFixture(broken)) {
      Settings settings = fixture.settings;
      loop = loop(settings, Api.client(settings), new RunTable(inbox.database));
      loop.poll();
      assertThat(logged())
          .singleElement()
          .asString()
          .startsWith("WARNING BAMOTF504")
          .contains("a class of the driver");
      assertThat(new ReconcileHealth(loop).data()).containsEntry("state", "degraded");
    }
  }

  @Test
  void runsAtStartInOneThreadThatEndsWithTheApplication() throws Exception {
    bamotf.add("prod").with("succeeded");
    loop.start();
    Waiting.await().until(() -> fixture.status().succeededAt() != null);
    assertThat(fixture.stored("1 = 1")).isEqualTo(1);
    assertThat(threads).hasSize(1);
    loop.stop();
    threads.get(0).join(10_000);
    assertThat(threads.get(0).isAlive()).isFalse();
  }

  @Test
  void anInterruptDoesNotEndTheThread() throws Exception {
    loop.start();
    Waiting.await().until(() -> fixture.status().succeededAt() != null);
    threads.get(0).interrupt();
    new Reconciliation(fixture.table, null, fixture.settings).runNow();
    Waiting.await().until(() -> lists() == 2);
  }

  @Test
  void requestsARunAtStartupEvenAfterARecentOne() throws Exception {
    fixture.run();
    loop.poll();
    assertThat(lists()).isEqualTo(2);
    loop.poll();
    assertThat(lists()).isEqualTo(2);
  }

  /** An account begins with its registration, and the run of another may take long. */
  @Test
  void registersAllAccountsBeforeTheFirstRun() throws Exception {
    Settings two =
        Api.settings(
            bamotf.withKey("another-key", "prod").url(), ReconcileFixture.KEY, "another-key");
    List<Integer> registered = new CopyOnWriteArrayList<>();
    bamotf.list(
        intents -> {
          registered.add(
              Integer.valueOf(fixture.inbox.value("select count(*) from bamotf_reconcile")));
          return FakeBamotf.elements(intents);
        });
    loop = loop(two);
    loop.poll();
    assertThat(registered).first().isEqualTo(2);
  }

  @Test
  void doesNothingWithoutAKey() {
    loop(InboxFixture.SETTINGS).start();
    assertThat(threads).isEmpty();
    assertThat(bamotf.requests()).isEmpty();
  }

  @Test
  void runsWhenAnOperatorAsks() throws Exception {
    loop.start();
    Waiting.await().until(() -> fixture.status().succeededAt() != null);
    new Reconciliation(fixture.table, null, fixture.settings).runNow();
    Waiting.await().until(() -> lists() == 2);
  }

  @Test
  void previewsEachAccount() throws Exception {
    bamotf.add("prod").with("succeeded");
    Reconciliation reconciliation = new Reconciliation(fixture.table, loop, fixture.settings);
    assertThat(reconciliation.preview())
        .extracting(ReconcilePreview::account, preview -> preview.counts().gaps())
        .containsExactly(tuple(1, 1L));
  }

  @Test
  void runsSoonAfterADeliveryWasRejected() throws Exception {
    fixture.close();
    Settings noPlace = ReconcileFixture.withoutPlaces(bamotf);
    fixture = new ReconcileFixture(TestDatabases.h2(), noPlace);
    loop = loop(noPlace);
    loop.start();
    Waiting.await().until(() -> fixture.status().succeededAt() != null);
    Instant before = fixture.time("current_timestamp");
    assertThat(fixture.inbox.store(Bodies.event("pi_1", "succeeded")))
        .isInstanceOf(StoreResult.Unavailable.class);
    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(fixture.time("requested_at"))
                    .isBetween(before.plusSeconds(10), before.plusSeconds(30)));
    fixture.passTime(Duration.ofSeconds(30));
    Waiting.await().until(() -> lists() == 2);
  }

  @Test
  void requestsEachRunOnceTheDatabaseIsBack() throws Exception {
    fixture.inbox.update("alter table bamotf_reconcile rename to elsewhere");
    loop.poll();
    loop.poll();
    assertThat(log).hasSize(1).first().asString().startsWith("WARNING BAMOTF504");
    assertThat(lists()).isZero();
    fixture.inbox.update("alter table elsewhere rename to bamotf_reconcile");
    loop.poll();
    assertThat(lists()).isEqualTo(1);
    fixture.inbox.update("alter table bamotf_reconcile rename to elsewhere");
    loop.poll();
    assertThat(log).as("the next outage is logged again").hasSize(2);
    fixture.inbox.update("alter table elsewhere rename to bamotf_reconcile");
  }

  @Test
  void healthReportsThatTheDatabaseFails() throws Exception {
    ReconcileHealth health = new ReconcileHealth(loop);
    Map<String, String> failing = Map.of("state", "degraded", "account 1", "degraded: BAMOTF504");
    fixture.inbox.update("alter table bamotf_reconcile rename to elsewhere");
    loop.poll();
    assertThat(health.data()).as("no run yet").isEqualTo(failing);
    fixture.inbox.update("alter table elsewhere rename to bamotf_reconcile");
    loop.poll();
    assertThat(health.data()).containsEntry("state", "ok");
    fixture.inbox.update("alter table bamotf_reconcile rename to elsewhere");
    loop.poll();
    assertThat(health.data()).as("not the last one that worked").isEqualTo(failing);
    assertThat(log)
        .hasSize(2)
        .first()
        .asString()
        .startsWith("WARNING BAMOTF504: reconciliation of account 1 failed and will be retried: ");
    fixture.inbox.update("alter table elsewhere rename to bamotf_reconcile");
  }

  @Test
  void logsOnlyWhatIsNew() throws Exception {
    loop.poll();
    assertThat(log).as("nothing was found").isEmpty();

    bamotf.add("prod").with("succeeded");
    runAgain();
    assertThat(logged())
        .containsExactly(
            "INFO BAMOTF501: reconciliation of account 1 looked at 1 payment intents; events never delivered: 1 found, 1 stored");

    bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 503, "away"));
    runAgain();
    assertThat(logged())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("WARNING BAMOTF502")
        .contains("503");
    runAgain();
    assertThat(logged()).as("nothing is new").isEmpty();

    bamotf.misbehave(null);
    runAgain();
    assertThat(logged()).containsExactly("INFO BAMOTF503: reconciliation of account 1 works again");
    runAgain();
    assertThat(logged()).isEmpty();
  }

  @Test
  void countsItsRunsAndTheGaps() throws Exception {
    bamotf.add("prod").with("succeeded");
    loop.poll();
    loop.poll();
    bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 503, "away"));
    runAgain();
    runAgain();
    assertThat(fixture.inbox.telemetry.getReconcileRuns())
        .isEqualTo(Map.of("complete", 1L, "failed", 2L, "stopped", 0L));
    assertThat(fixture.inbox.telemetry.getReconcileGaps()).isEqualTo(1);
  }

  /** A run that the application's end broke off says nothing about bamotf. */
  @Test
  void aRunThatWasStoppedHasNotFailed() {
    Lease lease = new Lease(fixture.account, "owner", "an old problem", 2);
    RunOutcome stopped =
        new RunOutcome(lease, RunCounts.NONE, false, 2, "an old problem", Duration.ZERO);
    RunOutcome failed = new RunOutcome(lease, RunCounts.NONE, false, 3, "a problem", null);
    assertThat(stopped.kind()).isEqualTo(ReconcileOutcome.STOPPED);
    assertThat(failed.kind()).isEqualTo(ReconcileOutcome.FAILED);
  }

  @Test
  void healthStaysUpAndReportsThatBamotfIsDown() throws Exception {
    ReconcileHealth health = new ReconcileHealth(loop);
    assertThat(health.data()).isEqualTo(Map.of("state", "ok"));
    loop.poll();
    assertThat(health.data()).containsEntry("state", "ok");
    assertThat(health.data().get("account 1")).startsWith("complete at ");

    bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 503, "away"));
    runAgain();
    assertThat(health.data()).containsEntry("state", "degraded");
    assertThat(health.data()).containsEntry("account 1", "degraded: BAMOTF502");
    assertThat(logged()).singleElement().asString().contains("BAMOTF502").contains("503");

    assertThat(new ReconcileHealth(loop(InboxFixture.SETTINGS)).data())
        .isEqualTo(Map.of("state", "off"));
  }

  private void runAgain() throws Exception {
    fixture.table.request(fixture.account, Duration.ZERO);
    loop.poll();
  }

  private List<String> logged() {
    List<String> lines = new ArrayList<>(log);
    log.clear();
    return lines;
  }

  private long lists() {
    return bamotf.requests().stream().filter("GET /api/payment-intents"::equals).count();
  }
}
