package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * What would happen to a request that comes now, judged by the attempts to store so far. Logs the
 * beginning and the end of an outage. Thread-safe.
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

  /** The writer begins an attempt. Until one succeeds, the time counts from the first. */
  void attempt() {
    if (!waiting) {
      waitingSince = nanoTime.getAsLong();
      waiting = true;
    }
  }

  /**
   * The writer's attempt succeeded. It may have been a trial, which does not end an outage: a full
   * disk refuses only what is really written.
   */
  void answered() {
    waiting = false;
  }

  /**
   * Requests were stored, by the writer or by a request's own thread.
   *
   * @return whether that ends an outage
   */
  boolean stored() {
    waitingSince = nanoTime.getAsLong();
    turnedAway = false;
    boolean back = away.get() && away.compareAndSet(true, false);
    if (back) {
      LOG.log(INFO, "{0}: the database stores again", LogCodes.DATABASE_BACK);
    }
    return back;
  }

  /** The database is away: requests are held and tried again. */
  void failed(Throwable failure) {
    if (away.compareAndSet(false, true)) {
      LOG.log(
          WARNING,
          "%s: the database does not store at the moment; requests are held for up to %s: %s"
              .formatted(LogCodes.DATABASE_AWAY, patience, failure),
          failure);
    }
  }

  /** Whether requests could not be stored, and none has been since. */
  boolean isAway() {
    return away.get();
  }

  /** A request was answered with 503. */
  void turnedAway() {
    turnedAwayAt = nanoTime.getAsLong();
    turnedAway = true;
  }

  /**
   * For how long no attempt has succeeded, the one under way included; zero if the last one did.
   */
  Duration silence() {
    long since = waitingSince;
    return waiting ? Duration.ofNanos(nanoTime.getAsLong() - since) : Duration.ZERO;
  }

  /**
   * Whether a request that comes now can expect to be stored, at once or after it was held: an
   * attempt has succeeded within the patience, and none was turned away within it, unless one was
   * stored since.
   */
  boolean takesRequests() {
    boolean turnsAway = turnedAway && nanoTime.getAsLong() - turnedAwayAt < patience.toNanos();
    return !turnsAway && silence().compareTo(patience) < 0;
  }
}
