package com.bamotf.webhooks.reconcile;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Renews a lease while the list is read, however slowly, until the run takes too long. */
final class LeaseRenewer implements Runnable {

  private static final long PERIOD_NANOS = 10_000_000_000L;

  /** Ends a run whose lease is lost or whose server stops. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Lease lease;
  private final RunTable table;
  private final Duration leaseTime;
  private final RunLimit limit;
  private final BooleanSupplier stopping;
  private long renewedAt = System.nanoTime();
  private @Nullable GapFiller filler;

  LeaseRenewer(
      Lease lease, RunTable table, Duration leaseTime, RunLimit limit, BooleanSupplier stopping) {
    this.lease = lease;
    this.table = table;
    this.leaseTime = leaseTime;
    this.limit = limit;
    this.stopping = stopping;
  }

  /** Its counts are stored with the lease. */
  void follow(GapFiller started) {
    filler = started;
  }

  RunCounts counts() {
    return filler == null ? RunCounts.NONE : filler.counts();
  }

  @Override
  public void run() {
    if (stopping.getAsBoolean()) {
      throw new StoppedException();
    }
    limit.check();
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
