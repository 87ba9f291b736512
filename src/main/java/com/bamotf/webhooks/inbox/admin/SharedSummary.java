package com.bamotf.webhooks.inbox.admin;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares a summary among all callers, so that many open consoles cost the database no more than
 * one. Thread-safe.
 */
final class SharedSummary {

  /** For as long as this, a summary is new enough. */
  static final Duration MIN_AGE = Duration.ofSeconds(3);

  /** At most this part of the time is spent reading, if that takes long: a twentieth. */
  static final int SHARE = 20;

  /** For as long as this, a caller waits for the first summary. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Reads a summary from the database. */
  interface Reader {
    InboxSummary read() throws SQLException;
  }

  private final Reader reader;
  private final LongSupplier nanoTime;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Kept kept;

  private record Kept(InboxSummary summary, long until) {}

  SharedSummary(Reader reader, LongSupplier nanoTime) {
    this.reader = reader;
    this.nanoTime = nanoTime;
  }

  /**
   * While another thread reads a new one, returns the old one rather than wait.
   *
   * @throws IllegalStateException if there is no old one, and reading the first takes long
   */
  InboxSummary get() throws SQLException {
    Kept known = kept;
    if (known == null) {
      waitForFirst();
    } else if (isNew(known) || !reading.tryLock()) {
      return known.summary();
    }
    try {
      Kept newest = kept; // another thread may have read it in the meantime
      return newest != null && isNew(newest) ? newest.summary() : read();
    } finally {
      reading.unlock();
    }
  }

  private void waitForFirst() {
    try {
      if (reading.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("The summary is being read; try again later");
  }

  private boolean isNew(Kept summary) {
    return nanoTime.getAsLong() - summary.until() < 0;
  }

  private InboxSummary read() throws SQLException {
    long begun = nanoTime.getAsLong();
    InboxSummary summary = reader.read();
    long ended = nanoTime.getAsLong();
    kept = new Kept(summary, ended + Math.max(MIN_AGE.toNanos(), SHARE * (ended - begun)));
    return summary;
  }
}
