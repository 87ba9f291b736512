package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.ClaimedEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a worker: what it holds, and since when. Made by the worker's thread, looked at by
 * the watch.
 */
final class Turn {

  private final Thread thread = Thread.currentThread();
  private final long begun = System.nanoTime();
  private volatile @Nullable ClaimedEntry entry;
  private boolean overdue;
  private boolean over;

  void holds(ClaimedEntry claimed) {
    entry = claimed;
  }

  /** The claimed entry, or null as long as there is none. */
  @Nullable ClaimedEntry entry() {
    return entry;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
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
