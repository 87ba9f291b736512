package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.ClaimedEntry;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a worker: what it holds, and since when. Made by the worker's thread, looked at by
 * the watch.
 */
final class Turn {

  private final Thread thread = Thread.currentThread();
  private final LongSupplier nanoTime;
  private final long begun;
  private volatile List<ClaimedEntry> held = List.of();
  private volatile @Nullable ClaimedEntry current;
  private boolean overdue;
  private boolean over;

  Turn(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  void holds(List<ClaimedEntry> claimed) {
    held = List.copyOf(claimed);
  }

  /** The claimed entries; empty as long as there is none. */
  List<ClaimedEntry> held() {
    return held;
  }

  boolean holdsEntry(long id) {
    return held.stream().anyMatch(entry -> entry.id() == id);
  }

  /** Tells which entry is handled now; null when what happens next concerns all of them. */
  void handles(@Nullable ClaimedEntry entry) {
    current = entry;
  }

  /**
   * The entry that has to answer for whatever goes wrong now. Null as long as there is none, and
   * when it could be any one of several.
   */
  @Nullable ClaimedEntry suspect() {
    return held.size() == 1 ? held.get(0) : current;
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
