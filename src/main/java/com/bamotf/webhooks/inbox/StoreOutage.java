package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * What the last attempts to store requests tell: logs the beginning and the end of an outage, and
 * remembers for a while that requests were turned away. Thread-safe.
 */
final class StoreOutage {

  private static final System.Logger LOG = System.getLogger(StoreOutage.class.getName());

  private final Duration patience;
  private final LongSupplier nanoTime;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean turnedAway;
  private volatile long turnedAwayAt;

  StoreOutage(Duration patience, LongSupplier nanoTime) {
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /** Requests could not be stored and are tried again. */
  void failed(Throwable failure) {
    if (away.compareAndSet(false, true)) {
      LOG.log(
          WARNING,
          "%s: the database does not store at the moment; requests are held for up to %s: %s"
              .formatted(LogCodes.DATABASE_AWAY, patience, failure),
          failure);
    }
  }

  /**
   * Requests were stored.
   *
   * @return whether that ends an outage
   */
  boolean stored() {
    turnedAway = false;
    boolean back = away.compareAndSet(true, false);
    if (back) {
      LOG.log(INFO, "{0}: the database stores again", LogCodes.DATABASE_BACK);
    }
    return back;
  }

  /** A request was answered with 503. */
  void turnedAway() {
    turnedAwayAt = nanoTime.getAsLong();
    turnedAway = true;
  }

  /**
   * Whether a request was turned away no longer than one patience ago, and none was stored since.
   * What is wrong may meet only what is really stored, as a full disk does, and nothing else tells.
   */
  boolean turnedAwayLately() {
    return turnedAway && nanoTime.getAsLong() - turnedAwayAt < patience.toNanos();
  }
}
