package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.client.BamotfClient;
import com.bamotf.webhooks.client.BamotfException;
import com.bamotf.webhooks.client.IntentList;
import com.bamotf.webhooks.client.IntentList.Listed;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.server.TransactionFailedException;
import com.bamotf.webhooks.wire.EventReader;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reconciles one account once. Thread-safe. */
final class Reconciler {

  /** Before the next run after a first failure; doubled with each further one in a row. */
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(15);

  private static final int MAX_DOUBLINGS = 20;

  /** Longer than any list takes to read; what was read is kept, so the next run is shorter. */
  static final Duration MAX_RUN = Duration.ofMinutes(30);

  /** Ends a run whose lease is lost or whose server stops. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Ends a run whose list does not end. */
  private static final class EndlessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EndlessException() {
      super(
          "bamotf's list did not end within %s minutes. Check %s: it may point to another server, or something in front of bamotf delays its answers"
              .formatted(MAX_RUN.toMinutes(), Setting.API_URL.key()));
    }
  }

  private final BamotfClient client;
  private final Inbox inbox;
  private final Intake intake;
  private final InboxDatabase database;
  private final RunTable table;
  private final Settings settings;
  private final Clock clock;
  private final BooleanSupplier stopping;
  private final EventReader reader = new EventReader();
  private final Duration leaseTime;

  Reconciler(
      BamotfClient client,
      Inbox inbox,
      Intake intake,
      InboxDatabase database,
      Settings settings,
      Clock clock,
      BooleanSupplier stopping) {
    this.client = client;
    this.inbox = inbox;
    this.intake = intake;
    this.database = database;
    this.table = new RunTable(database);
    this.settings = settings;
    this.clock = clock;
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
    RunOutcome outcome = run(lease.get());
    return table.end(outcome) ? Optional.of(outcome) : Optional.empty();
  }

  private RunOutcome run(Lease lease) throws InterruptedException {
    LeaseRenewer renewer = new LeaseRenewer(lease);
    try (IntentList list = client.open(lease.account()).beforeRead(renewer)) {
      Instant readAt = list.answeredAt().orElseGet(clock::instant);
      EarlierEvents earlier = EarlierEvents.of(database, settings);
      GapFiller filler =
          new GapFiller(inbox, intake, settings, reader, readAt, windowStart(readAt), earlier);
      renewer.filler = filler;
      String failure = read(list, filler, renewer);
      earlier.report(lease.account());
      return failure == null ? complete(lease, filler) : failed(lease, filler.counts(), failure);
    } catch (StoppedException e) {
      return new RunOutcome(
          lease,
          renewer.counts(),
          false,
          lease.previousFailures(),
          lease.previousProblem(),
          Duration.ZERO);
    } catch (SQLException | GapFiller.NotStoredException | TransactionFailedException e) {
      return failed(lease, renewer.counts(), "the inbox is not available: " + describe(e));
    } catch (RuntimeException e) {
      return failed(lease, renewer.counts(), describe(e));
    }
  }

  /** What retention has deleted would look missing, and be handled again. */
  private Instant windowStart(Instant readAt) throws SQLException {
    Instant start = readAt.minus(settings.reconcile().window());
    Instant completeSince = inbox.completeSince();
    return completeSince.isAfter(start) ? completeSince : start;
  }

  /** Stores what was read even if the list breaks off; returns why it did, or null. */
  private static @Nullable String read(IntentList list, GapFiller filler, LeaseRenewer renewer)
      throws SQLException, GapFiller.NotStoredException, InterruptedException {
    String failure = null;
    try {
      Optional<Listed> next = list.next();
      while (next.isPresent() && filler.add(next.get())) {
        if (filler.isFull()) {
          filler.flush();
          renewer.renew();
        }
        next = list.next();
      }
    } catch (BamotfException | EndlessException e) {
      failure = describe(e);
    }
    filler.flush();
    return failure;
  }

  private static RunOutcome complete(Lease lease, GapFiller filler) {
    Duration nextRunIn = filler.counts().deferred() > 0 ? GapFiller.RECENT : null;
    return new RunOutcome(lease, filler.counts(), true, 0, filler.problem(), nextRunIn);
  }

  private RunOutcome failed(Lease lease, RunCounts counts, String problem) {
    int doublings = Math.min(lease.previousFailures(), MAX_DOUBLINGS);
    Duration backoff = FIRST_BACKOFF.multipliedBy(1L << doublings);
    boolean sooner = backoff.compareTo(settings.reconcile().interval()) < 0;
    return new RunOutcome(
        lease, counts, false, lease.previousFailures() + 1, problem, sooner ? backoff : null);
  }

  private static String describe(Exception failure) {
    String message = failure.getMessage();
    boolean ours = failure instanceof BamotfException || failure instanceof EndlessException;
    return ours && message != null ? message : failure.toString();
  }

  /** Renews the lease while the list is read, however slowly, until the run takes too long. */
  private final class LeaseRenewer implements Runnable {

    private static final long PERIOD_NANOS = 10_000_000_000L;

    private final Lease lease;
    private final Instant deadline = clock.instant().plus(MAX_RUN);
    private long renewedAt = System.nanoTime();
    private @Nullable GapFiller filler;

    LeaseRenewer(Lease lease) {
      this.lease = lease;
    }

    RunCounts counts() {
      return filler == null ? RunCounts.NONE : filler.counts();
    }

    @Override
    public void run() {
      if (stopping.getAsBoolean()) {
        throw new StoppedException();
      }
      if (clock.instant().isAfter(deadline)) {
        throw new EndlessException();
      }
      if (System.nanoTime() - renewedAt > PERIOD_NANOS) {
        renew();
      }
    }

    void renew() {
      renewedAt = System.nanoTime();
      try {
        if (!table.renew(lease, leaseTime, counts())) {
          throw new StoppedException();
        }
      } catch (SQLException e) {
        // The database is down; storing the missing events will fail and say so.
      }
    }
  }
}
