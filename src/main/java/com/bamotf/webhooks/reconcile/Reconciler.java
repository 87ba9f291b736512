package com.bamotf.webhooks.reconcile;

import static java.lang.System.Logger.Level.DEBUG;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.client.BamotfClient;
import com.bamotf.webhooks.client.BamotfException;
import com.bamotf.webhooks.client.IntentList;
import com.bamotf.webhooks.client.IntentList.Listed;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.server.TransactionFailedException;
import com.bamotf.webhooks.wire.EventReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reconciles one account once. Thread-safe. */
final class Reconciler {

  private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());

  /** Before the next run after a first failure; doubled with each further one in a row. */
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(15);

  private static final int MAX_DOUBLINGS = 20;

  /** Longer than any list takes to read; what was read is kept, so the next run is shorter. */
  static final Duration MAX_RUN = Duration.ofMinutes(30);

  /** Of a preview, which keeps a request waiting. */
  static final Duration MAX_PREVIEW = Duration.ofSeconds(20);

  private final BamotfClient client;
  private final Inbox inbox;
  private final Intake intake;
  private final InboxDatabase database;
  private final RunTable table;
  private final Settings settings;
  private final LongSupplier nanoTime;
  private final BooleanSupplier stopping;
  private final EventReader reader = new EventReader();
  private final Duration leaseTime;

  Reconciler(
      BamotfClient client,
      Inbox inbox,
      Intake intake,
      InboxDatabase database,
      RunTable table,
      Settings settings,
      LongSupplier nanoTime,
      BooleanSupplier stopping) {
    this.client = client;
    this.inbox = inbox;
    this.intake = intake;
    this.database = database;
    this.table = table;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.stopping = stopping;
    this.leaseTime = leaseTime(settings.api());
  }

  /** Outlasts a silent bamotf, which Fault Tolerance calls up to three times. */
  static Duration leaseTime(Settings.Api api) {
    return api.connectTimeout().plus(api.readTimeout()).multipliedBy(3).plus(Duration.ofMinutes(1));
  }

  /**
   * Runs if a run is due and no other server has the account.
   *
   * @return how it went; empty if there was nothing to do, or if another server took over the lease
   *     and will report
   */
  Optional<RunOutcome> runIfDue(Account account) throws SQLException, InterruptedException {
    Optional<Lease> lease = table.acquire(account, leaseTime, settings.reconcile().interval());
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    LeaseRenewer renewer =
        new LeaseRenewer(lease.get(), table, leaseTime, new RunLimit(nanoTime, MAX_RUN), stopping);
    try {
      RunOutcome outcome = run(lease.get(), renewer);
      return table.end(outcome) ? Optional.of(outcome) : Optional.empty();
    } catch (InterruptedException e) { // the thread is no longer interrupted, which H2 needs
      endIfPossible(stopped(lease.get(), renewer.counts()), e);
      throw e;
    }
  }

  private RunOutcome run(Lease lease, LeaseRenewer renewer) throws InterruptedException {
    try (IntentList list = client.open(lease.account()).beforeRead(renewer)) {
      Instant readAt = readAt(list);
      EarlierEvents earlier = earlier(lease.account(), readAt, true);
      GapFiller filler = filler(readAt, earlier, new GapStore(inbox));
      renewer.follow(filler);
      String failure = read(list, filler, renewer::renew);
      earlier.report(lease.account());
      return failure == null ? complete(lease, filler) : failed(lease, filler.counts(), failure);
    } catch (LeaseRenewer.StoppedException e) {
      return stopped(lease, renewer.counts());
    } catch (SQLException | TransactionFailedException e) {
      return failed(lease, renewer.counts(), "the inbox is not available: " + describe(e));
    } catch (RuntimeException | Error e) { // such as a class that the server lacks
      requireNotInterrupted();
      LOG.log(DEBUG, "A run failed", e);
      return failed(lease, renewer.counts(), describe(e));
    }
  }

  /**
   * What a run would store now. Stores nothing, and needs no lease.
   *
   * @throws SQLException if the database cannot be used
   */
  ReconcilePreview preview(Account account) throws SQLException, InterruptedException {
    RunLimit limit = new RunLimit(nanoTime, MAX_PREVIEW);
    GapList gaps = new GapList();
    try (IntentList list = client.open(account).beforeRead(limit::check)) {
      Instant readAt = readAt(list);
      GapFiller filler = filler(readAt, earlier(account, readAt, false), gaps);
      String failure = read(list, filler, () -> {});
      return new ReconcilePreview(
          account.number(),
          filler.counts(),
          gaps.gaps(),
          failure == null ? filler.problem() : failure);
    } catch (TransactionFailedException e) {
      throw e;
    } catch (RuntimeException e) {
      return new ReconcilePreview(account.number(), RunCounts.NONE, List.of(), describe(e));
    }
  }

  private static Instant readAt(IntentList list) {
    return list.answeredAt().orElseGet(Instant::now);
  }

  private EarlierEvents earlier(Account account, Instant readAt, boolean notes) {
    Beginnings beginnings = new Beginnings(database, account, windowStart(readAt), notes);
    return new EarlierEvents(database, settings.reconcile().since(), beginnings, notes);
  }

  private GapFiller filler(Instant readAt, EarlierEvents earlier, GapSink sink) {
    return new GapFiller(
        inbox, intake, settings, reader, readAt, windowStart(readAt), earlier, sink);
  }

  private Instant windowStart(Instant readAt) {
    return readAt.minus(settings.reconcile().window());
  }

  /**
   * Hands over what was read even if the list breaks off; returns why it did, or null.
   *
   * @param flushed called after each full batch
   */
  private static @Nullable String read(IntentList list, GapFiller filler, Runnable flushed)
      throws SQLException, InterruptedException {
    String failure = null;
    try {
      Optional<Listed> next = list.next();
      while (next.isPresent() && filler.add(next.get())) {
        if (filler.isFull()) {
          filler.flush();
          flushed.run();
        }
        next = list.next();
      }
    } catch (BamotfException | RunLimit.ExceededException e) {
      requireNotInterrupted();
      failure = describe(e);
    }
    filler.flush();
    return failure;
  }

  /** The database is not for interrupted threads: H2 would close it. */
  private static void requireNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private static RunOutcome complete(Lease lease, GapFiller filler) {
    Duration nextRunIn = filler.counts().deferred() > 0 ? GapFiller.RECENT : null;
    return new RunOutcome(lease, filler.counts(), true, 0, filler.problem(), nextRunIn);
  }

  private void endIfPossible(RunOutcome outcome, InterruptedException interruption) {
    try {
      table.end(outcome);
    } catch (SQLException | RuntimeException e) {
      interruption.addSuppressed(e); // the lease expires
    }
  }

  /** Another server may run at once. */
  private static RunOutcome stopped(Lease lease, RunCounts counts) {
    return new RunOutcome(
        lease, counts, false, lease.previousFailures(), lease.previousProblem(), Duration.ZERO);
  }

  private RunOutcome failed(Lease lease, RunCounts counts, String problem) {
    int doublings = Math.min(lease.previousFailures(), MAX_DOUBLINGS);
    Duration backoff = FIRST_BACKOFF.multipliedBy(1L << doublings);
    boolean sooner = backoff.compareTo(settings.reconcile().interval()) < 0;
    return new RunOutcome(
        lease, counts, false, lease.previousFailures() + 1, problem, sooner ? backoff : null);
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    boolean ours =
        failure instanceof BamotfException || failure instanceof RunLimit.ExceededException;
    return ours && message != null ? message : failure.toString();
  }
}
