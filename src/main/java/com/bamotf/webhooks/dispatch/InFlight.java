package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a worker: which entry it handles, and since when. Made by the worker's thread, looked
 * at by the watch.
 */
final class InFlight {

  private final Thread thread = Thread.currentThread();
  private final LongSupplier nanoTime;
  private final long begun;
  private volatile @Nullable ClaimedEntry entry;
  private boolean overdue;
  private boolean over;

  InFlight(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  void handle(ClaimedEntry claimed) {
    entry = claimed;
  }

  /** The entry that is handled; null as long as none was claimed. */
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
    return Duration.ofNanos(nanoTime.getAsLong() - begun);
  }

  /** Interrupts the thread, once, and not after the turn is over: its next turn must not be hit. */
  synchronized boolean interruptOnce() {
    if (overdue || over) {
      return false;
    }
    overdue = true;
    thread.interrupt();
    return true;
  }

  /**
   * Ends the turn.
   *
   * @return whether it was overdue; the thread is not interrupted any more then
   */
  synchronized boolean end() {
    over = true;
    if (overdue) {
      Thread.interrupted();
    }
    return overdue;
  }
}
