package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.client.BamotfClient;
import com.bamotf.webhooks.client.BamotfException;
import com.bamotf.webhooks.client.IntentList;
import com.bamotf.webhooks.client.IntentList.Listed;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.server.TransactionFailedException;
import com.bamotf.webhooks.wire.EventReader;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reconciles one account once. Thread-safe. */
final class Reconciler {

  /** Pause before the next try after a first failure; doubled with each further one in a row. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

  private static final int MOST_DOUBLINGS = 20;

  /** Ends a run whose lease is lost, or whose server stops. */
  private static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final BamotfClient client;
  private final Inbox inbox;
  private final Intake intake;
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
      RunTable table,
      Settings settings,
      Clock clock,
      BooleanSupplier stopping) {
    this.client = client;
    this.inbox = inbox;
    this.intake = intake;
    this.table = table;
    this.settings = settings;
    this.clock = clock;
    this.stopping = stopping;
    this.leaseTime = leaseTime(settings.api());
  }

  /** Longer than the server may be silent, whom Fault Tolerance lets try three times. */
  static Duration leaseTime(Settings.Api api) {
    return api.connectTimeout().plus(api.readTimeout()).multipliedBy(3).plus(Duration.ofMinutes(1));
  }

  /**
   * Runs if a run is due and no other server has the account.
   *
   * @return the lease and how it went; empty if there was nothing to do, or if the lease was lost
   *     on the way, so that another server tells how it goes
   */
  Optional<Ended> runIfDue(Account account) throws SQLException, InterruptedException {
    Optional<Lease> lease = table.acquire(account, leaseTime, settings.reconcile().interval());
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    RunOutcome outcome = run(lease.get());
    return table.end(lease.get(), outcome)
        ? Optional.of(new Ended(lease.get(), outcome))
        : Optional.empty();
  }

  /** A run that ended. */
  record Ended(Lease lease, RunOutcome outcome) {}

  private RunOutcome run(Lease lease) throws InterruptedException {
    Keeper keeper = new Keeper(lease);
    try (IntentList list = client.open(lease.account()).beforeRead(keeper)) {
      GapFiller filler =
          new GapFiller(
              inbox, intake, settings, reader, list.answeredAt().orElseGet(clock::instant));
      keeper.filler = filler;
      String failure = read(list, filler, keeper);
      return outcome(lease, filler, failure);
    } catch (EndedException e) {
      return new RunOutcome(
          keeper.counts(), false, lease.previousFailures(), lease.previousProblem(), Duration.ZERO);
    } catch (SQLException | GapFiller.NotStoredException | TransactionFailedException e) {
      return failed(lease, keeper.counts(), "the inbox cannot be worked with: " + describe(e));
    } catch (RuntimeException e) {
      return failed(lease, keeper.counts(), describe(e));
    }
  }

  /** What was read before the list broke is stored all the same. */
  private static @Nullable String read(IntentList list, GapFiller filler, Keeper keeper)
      throws SQLException, GapFiller.NotStoredException, InterruptedException {
    String failure = null;
    try {
      Optional<Listed> next = list.next();
      while (next.isPresent() && filler.add(next.get())) {
        if (filler.isFull()) {
          filler.flush();
          keeper.keep();
        }
        next = list.next();
      }
    } catch (BamotfException e) {
      failure = describe(e);
    }
    filler.flush();
    return failure;
  }

  private RunOutcome outcome(Lease lease, GapFiller filler, @Nullable String failure) {
    if (failure != null) {
      return failed(lease, filler.counts(), failure);
    }
    boolean again = filler.counts().deferred() > 0;
    return new RunOutcome(
        filler.counts(), true, 0, filler.problem(), again ? GapFiller.YOUNG : null);
  }

  private RunOutcome failed(Lease lease, RunCounts counts, String problem) {
    int doublings = Math.min(lease.previousFailures(), MOST_DOUBLINGS);
    Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
    boolean sooner = pause.compareTo(settings.reconcile().interval()) < 0;
    return new RunOutcome(
        counts, false, lease.previousFailures() + 1, problem, sooner ? pause : null);
  }

  private static String describe(Exception failure) {
    String message = failure.getMessage();
    return failure instanceof BamotfException && message != null ? message : failure.toString();
  }

  /** Keeps the lease while the list is read, however slowly. */
  private final class Keeper implements Runnable {

    private static final long PAUSE = 10_000_000_000L;

    private final Lease lease;
    private long last = System.nanoTime();
    private @Nullable GapFiller filler;

    Keeper(Lease lease) {
      this.lease = lease;
    }

    RunCounts counts() {
      return filler == null ? RunCounts.NONE : filler.counts();
    }

    @Override
    public void run() {
      if (stopping.getAsBoolean()) {
        throw new EndedException();
      }
      if (System.nanoTime() - last > PAUSE) {
        keep();
      }
    }

    void keep() {
      last = System.nanoTime();
      try {
        if (!table.keep(lease, leaseTime, counts())) {
          throw new EndedException();
        }
      } catch (SQLException e) {
        // The database is away: what is missing cannot be stored either, and storing says so.
      }
    }
  }
}
