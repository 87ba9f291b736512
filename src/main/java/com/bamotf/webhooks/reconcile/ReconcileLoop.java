package com.bamotf.webhooks.reconcile;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.client.BamotfClient;
import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.StartFailure;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.Signal.ReconcileTrigger;
import com.bamotf.webhooks.server.BackgroundThreads;
import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.server.WorkerThreads;
import com.bamotf.webhooks.telemetry.Telemetry;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * Reconciles at startup, at each interval, soon after this server rejected a delivery, and on
 * request, in one thread. A lease in the database makes sure that one server does it at a time.
 */
@Singleton
class ReconcileLoop implements BackgroundThreads {

  private static final System.Logger LOG = System.getLogger(ReconcileLoop.class.getName());
  private static final Comparator<Account> BY_NUMBER = Comparator.comparingInt(Account::number);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Leaves time for bamotf's own retries, which take 3 s, and limits how often it runs. */
  private static final Duration AFTER_REJECTION = Duration.ofSeconds(10);

  private final BamotfClient client;
  private final RunTable table;
  private final Reconciler reconciler;
  private final ReconcileTrigger trigger;
  private final ServerResources server;
  private final Telemetry telemetry;
  private final WorkerThreads threads = new WorkerThreads();
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** The runs that this server still has to request, with their delays. */
  private final Map<Account, Duration> requests = new HashMap<>();

  private final List<Account> accounts;
  private final Map<Account, AccountStatus> lastStatus = new ConcurrentSkipListMap<>(BY_NUMBER);

  /** The accounts whose last look failed before it could store why. */
  private final Set<Account> failing = ConcurrentHashMap.newKeySet();

  @Inject
  ReconcileLoop(
      BamotfClient client,
      Inbox inbox,
      Intake intake,
      InboxDatabase database,
      RunTable table,
      ReconcileTrigger trigger,
      ServerResources server,
      Settings settings,
      Telemetry telemetry) {
    this.client = client;
    this.table = table;
    this.reconciler =
        new Reconciler(
            client, inbox, intake, database, table, settings, System::nanoTime, this::isStopping);
    this.trigger = trigger;
    this.server = server;
    this.telemetry = telemetry;
    this.accounts = Account.all(settings);
    accounts.forEach(account -> requests.put(account, Duration.ZERO));
  }

  /** Fails the deployment if nothing can be reconciled. */
  void requireRestClient(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object event) {
    if (isActive()) {
      try {
        client.requireRestClient();
      } catch (IllegalStateException e) {
        throw StartFailure.logged(e);
      }
    }
  }

  @Override
  public void start() {
    if (isActive()) {
      threads.start(server.threadFactory(), "bamotf-reconcile", this::work);
    }
  }

  @Override
  public void stop() {
    stopping.countDown();
    threads.stop(GRACE);
  }

  boolean isActive() {
    return !accounts.isEmpty();
  }

  /** What a run of each account would store now. */
  List<ReconcilePreview> preview() throws SQLException, InterruptedException {
    List<ReconcilePreview> previews = new ArrayList<>();
    for (Account account : accounts) {
      previews.add(reconciler.preview(account));
    }
    return previews;
  }

  /** The state of each account when this server last looked, which it does each second. */
  List<AccountStatus> lastStatus() {
    return List.copyOf(lastStatus.values());
  }

  /** The numbers of the accounts that this server could not look at when it last tried. */
  Set<Integer> failing() {
    return failing.stream().map(Account::number).collect(Collectors.toSet());
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void work() {
    WorkerThreads.repeat(
        this::isStopping,
        () -> {
          poll();
          if (trigger.await(POLL)) {
            accounts.forEach(account -> requests.putIfAbsent(account, AFTER_REJECTION));
          }
        });
  }

  /** Requests the runs that this server still has to request, and runs what is due. */
  void poll() throws InterruptedException {
    // All of them before the first run, which may take long: this says since when there is a key.
    for (Account account : accounts) {
      attempt(account, () -> request(account));
    }
    for (Account account : accounts) {
      if (!requests.containsKey(account)) {
        attempt(account, () -> run(account));
      }
    }
  }

  private interface Step {
    void run() throws SQLException, InterruptedException;
  }

  private void attempt(Account account, Step step) throws InterruptedException {
    try {
      step.run();
    } catch (SQLException | RuntimeException | Error e) { // an error must not end the thread
      reportOnce(account, e);
    }
  }

  private void run(Account account) throws SQLException, InterruptedException {
    reconciler.runIfDue(account).ifPresent(this::report);
    lastStatus.put(account, table.status(account));
    failing.remove(account);
  }

  private void request(Account account) throws SQLException {
    Duration delay = requests.get(account);
    if (delay != null) {
      table.register(account);
      table.request(account, delay);
      requests.remove(account);
    }
  }

  /** One line an account for each outage: it is retried each second. */
  private void reportOnce(Account account, Throwable failure) {
    if (failing.add(account)) {
      LOG.log(
          WARNING,
          "%s: reconciliation of %s failed and will be retried: %s"
              .formatted(LogCodes.RECONCILE_FAILING, account, failure),
          failure);
    }
  }

  private void report(RunOutcome outcome) {
    telemetry.reconciliation(outcome.kind(), outcome.counts().gaps());
    log(outcome);
  }

  /** Logs only what differs from the previous run. */
  private static void log(RunOutcome outcome) {
    Lease lease = outcome.lease();
    RunCounts counts = outcome.counts();
    String problem = outcome.problem();
    if (counts.gaps() > 0) {
      LOG.log(
          INFO,
          "%s: reconciliation of %s looked at %4$s payment intents; events never delivered: %3$s found, %5$s stored"
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
          "{0}: reconciliation of {1} is incomplete: {2}",
          LogCodes.RECONCILE_PROBLEM,
          lease.account(),
          problem);
    }
    if (problem == null && lease.previousProblem() != null) {
      LOG.log(
          INFO,
          "{0}: reconciliation of {1} works again",
          LogCodes.RECONCILE_RECOVERED,
          lease.account());
    }
  }
}
