package com.bamotf.webhooks.reconcile;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.client.BamotfClient;
import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.Signal.ReconcileTrigger;
import com.bamotf.webhooks.server.InternalBean;
import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.server.WorkerThreads;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reconciles at start, at each interval, soon after this server turned something away, and when
 * asked to, in one thread. Which of the servers does it, the database decides.
 */
@InternalBean
class ReconcileLoop {

  private static final System.Logger LOG = System.getLogger(ReconcileLoop.class.getName());
  private static final Comparator<Account> BY_NUMBER = Comparator.comparingInt(Account::number);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * Lets the sender's own retries, three seconds in all, come first; and bounds how often it is.
   */
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

  private final BamotfClient client;
  private final RunTable table;
  private final Reconciler reconciler;
  private final ReconcileTrigger trigger;
  private final ServerResources server;
  private final WorkerThreads threads = new WorkerThreads();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicBoolean started = new AtomicBoolean();

  /** For each account what this server still has to ask for; zero at the start. */
  private final Map<Account, Duration> owed = new HashMap<>();

  private final List<Account> accounts;
  private final Map<Account, AccountStatus> seen = new ConcurrentSkipListMap<>(BY_NUMBER);
  private boolean inTrouble;

  @Inject
  ReconcileLoop(
      BamotfClient client,
      Inbox inbox,
      Intake intake,
      InboxDatabase database,
      ReconcileTrigger trigger,
      ServerResources server,
      Settings settings) {
    this.client = client;
    this.table = new RunTable(database);
    this.reconciler =
        new Reconciler(client, inbox, intake, table, settings, Clock.systemUTC(), this::isStopping);
    this.trigger = trigger;
    this.server = server;
    this.accounts = Account.all(settings);
    accounts.forEach(account -> owed.put(account, Duration.ZERO));
  }

  void start(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object event) {
    if (!accounts.isEmpty() && started.compareAndSet(false, true)) {
      client.requireRestClient();
      threads.start(server.threadFactory(), "bamotf-reconcile", this::work);
    }
  }

  void stop(
      @Observes
          @Priority(Interceptor.Priority.LIBRARY_BEFORE)
          @BeforeDestroyed(ApplicationScoped.class)
          Object event) {
    stopping.countDown();
    threads.stop(GRACE);
  }

  boolean isActive() {
    return !accounts.isEmpty();
  }

  /** How each account stood when this server last looked, which it does each second. */
  List<AccountStatus> seen() {
    return List.copyOf(seen.values());
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void work() {
    try {
      while (!isStopping()) {
        look();
        if (trigger.await(LOOK)) {
          accounts.forEach(account -> owed.putIfAbsent(account, AFTER_TROUBLE));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks for what this server has to ask for, and does what is due. */
  void look() throws InterruptedException {
    for (Account account : accounts) {
      try {
        ask(account);
        reconciler.runIfDue(account).ifPresent(ReconcileLoop::report);
        seen.put(account, table.status(account));
        inTrouble = false;
      } catch (SQLException | RuntimeException e) {
        trouble(e);
      }
    }
  }

  private void ask(Account account) throws SQLException {
    Duration delay = owed.get(account);
    if (delay != null) {
      table.register(account);
      table.request(account, delay);
      owed.remove(account);
    }
  }

  /** Once for each time that it begins: it is tried again each second. */
  private void trouble(Exception failure) {
    if (!inTrouble) {
      LOG.log(
          WARNING,
          "%s: reconciliation cannot work with the database and tries again: %s"
              .formatted(LogCodes.RECONCILE_TROUBLE, failure),
          failure);
    }
    inTrouble = true;
  }

  /** Says what is new, and nothing about a run that is like the one before. */
  private static void report(Reconciler.Ended ended) {
    Lease lease = ended.lease();
    RunCounts counts = ended.outcome().counts();
    String problem = ended.outcome().problem();
    if (counts.gaps() > 0) {
      LOG.log(
          INFO,
          "%s: reconciliation of %s found %d events that were never delivered, among %d payment intents, and stored %d"
              .formatted(
                  LogCodes.GAPS_FILLED,
                  lease.account(),
                  counts.gaps(),
                  counts.seen(),
                  counts.filled()));
    }
    if (problem != null && !problem.equals(lease.previousProblem())) {
      LOG.log(
          WARNING,
          "{0}: reconciliation of {1} did not do all: {2}",
          LogCodes.RECONCILE_PROBLEM,
          lease.account(),
          problem);
    }
    if (problem == null && !Objects.isNull(lease.previousProblem())) {
      LOG.log(
          INFO,
          "{0}: reconciliation of {1} works again",
          LogCodes.RECONCILE_RECOVERED,
          lease.account());
    }
  }
}
