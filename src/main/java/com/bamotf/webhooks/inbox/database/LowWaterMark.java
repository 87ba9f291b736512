package com.bamotf.webhooks.inbox.database;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Where a claim starts to look for due entries. PostgreSQL keeps index entries of handled rows
 * until a vacuum, and a claim that starts at the front of the work list scans all of them. So a
 * claim starts shortly before the position of the last find. Thread-safe.
 *
 * <p>It is only a hint: one claim each second starts at the front, as does a claim that found
 * nothing behind the mark.
 */
public final class LowWaterMark {

  /** Earlier than any due time. */
  public static final Instant FRONT = Instant.EPOCH;

  /**
   * Much longer than a commit takes: an entry becomes visible, or is released by a rollback, a
   * little after its due time.
   */
  static final Duration MARGIN = Duration.ofSeconds(1);

  private static final Duration FRONT_INTERVAL = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private Instant mark = FRONT;
  private long lastFront;

  public LowWaterMark(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastFront = nanoTime.getAsLong();
  }

  /** Where the next claim starts. */
  public synchronized Instant next() {
    long now = nanoTime.getAsLong();
    if (now - lastFront >= FRONT_INTERVAL.toNanos()) {
      lastFront = now;
      return FRONT;
    }
    return mark;
  }

  /**
   * Records what a claim found.
   *
   * @param from where it started
   * @param due the due time of the first entry it found
   */
  public synchronized void found(Instant from, Instant due) {
    Instant found = due.minus(MARGIN);
    // A claim from the front may lower the mark; one from a mark that has moved since may not raise
    // it again.
    if (from.equals(FRONT) || (from.equals(mark) && found.isAfter(mark))) {
      mark = found;
    }
  }
}
