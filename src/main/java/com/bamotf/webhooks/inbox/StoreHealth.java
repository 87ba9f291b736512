package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.inbox.database.SqlErrors;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Tracks whether the database stores, from the attempts so far. Logs the start and the end of an
 * outage. Thread-safe.
 */
final class StoreHealth {

  private static final System.Logger LOG = System.getLogger(StoreHealth.class.getName());

  private final Duration patience;
  private final LongSupplier nanoTime;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean waiting;
  private volatile long waitingSince;
  private volatile boolean turnedAway;
  private volatile long turnedAwayAt;

  StoreHealth(Duration patience, LongSupplier nanoTime) {
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /**
   * The writer starts an attempt. {@link #outage()} counts from the first failed attempt since the
   * last success.
   */
  void attempt() {
    if (!waiting) {
      waitingSince = nanoTime.getAsLong();
      waiting = true;
    }
  }

  /**
   * The writer's attempt succeeded. If it was an empty trial, this does not end an outage: a full
   * disk rejects only real writes.
   */
  void answered() {
    waiting = false;
  }

  /**
   * Requests were stored, by the writer or on their own thread.
   *
   * @return whether this ends an outage
   */
  boolean stored() {
    waitingSince = nanoTime.getAsLong();
    turnedAway = false;
    boolean back = away.compareAndSet(true, false);
    if (back) {
      LOG.log(INFO, "{0}: the database is available again", LogCodes.DATABASE_BACK);
    }
    return back;
  }

  /** The database is unavailable. */
  void failed(Throwable failure) {
    if (away.compareAndSet(false, true)) {
      LOG.log(
          WARNING,
          "%s: the database is unavailable; requests are held for up to %s: %s"
              .formatted(LogCodes.DATABASE_UNAVAILABLE, patience, SqlErrors.reason(failure)),
          failure);
    }
  }

  /** Whether there is an outage. */
  boolean isAway() {
    return away.get();
  }

  /** A request was answered with 503. */
  void rejected() {
    turnedAwayAt = nanoTime.getAsLong();
    turnedAway = true;
  }

  /**
   * How long the writer has had no success, including the attempt in progress; zero if the last
   * attempt succeeded.
   */
  Duration outage() {
    long since = waitingSince;
    return waiting ? Duration.ofNanos(nanoTime.getAsLong() - since) : Duration.ZERO;
  }

  /**
   * Whether a new request can expect to be stored, at once or after being held: within the
   * patience, an attempt succeeded and no request got 503, unless one was stored after that.
   */
  boolean takesRequests() {
    boolean turnsAway = turnedAway && nanoTime.getAsLong() - turnedAwayAt < patience.toNanos();
    return !turnsAway && outage().compareTo(patience) < 0;
  }
}
