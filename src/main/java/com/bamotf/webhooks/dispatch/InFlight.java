package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An attempt in progress: its thread, entry and start. Created by the thread that handles it. */
final class InFlight {

  private final Thread thread = Thread.currentThread();
  private final LongSupplier nanoTime;
  private final long started;
  private volatile @Nullable ClaimedEntry entry;
  private boolean overdue;
  private boolean ended;

  InFlight(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
  }

  void handle(ClaimedEntry claimed) {
    entry = claimed;
  }

  /** Null until an entry is claimed. */
  @Nullable ClaimedEntry entry() {
    return entry;
  }

  boolean handles(ClaimedEntry other) {
    ClaimedEntry handled = entry;
    return handled != null && handled.id() == other.id();
  }

  boolean holds(String paymentIntentId) {
    ClaimedEntry handled = entry;
    return handled != null && handled.paymentIntentId().equals(paymentIntentId);
  }

  synchronized boolean isOverdue() {
    return overdue;
  }

  Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - started);
  }

  /** Interrupts the thread unless this has ended, so that its next attempt is not interrupted. */
  synchronized boolean interruptOnce() {
    if (overdue || ended) {
      return false;
    }
    overdue = true;
    thread.interrupt();
    return true;
  }

  /**
   * Clears an interrupt by {@link #interruptOnce}.
   *
   * @return whether it was overdue
   */
  synchronized boolean end() {
    ended = true;
    if (overdue) {
      Thread.interrupted();
    }
    return overdue;
  }
}
