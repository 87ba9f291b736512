package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.telemetry.Span;
import com.bamotf.webhooks.telemetry.Telemetry;
import com.bamotf.webhooks.telemetry.Telemetry.EventOutcome;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An attempt in progress: its thread, entry and start. Created by the thread that handles it. */
final class InFlight {

  private final Thread thread = Thread.currentThread();
  private final LongSupplier nanoTime;
  private final long started;
  private volatile @Nullable ClaimedEntry entry;
  private volatile Span span = Span.NONE;
  private @Nullable EntryStatus status; // used only by its own thread
  private boolean overdue;
  private boolean ended;

  InFlight(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
  }

  void handle(ClaimedEntry claimed, Span newSpan) {
    span = newSpan; // before the entry, which another thread looks at first
    entry = claimed;
  }

  Span span() {
    return span;
  }

  /** The transaction will end the entry with this status. */
  void ends(EntryStatus newStatus) {
    status = newStatus;
  }

  /** Counts the entry that the transaction has ended, if any. An unobserved one is not counted. */
  void count(Telemetry telemetry) {
    ClaimedEntry ended = entry;
    if (ended == null || status == null) {
      return;
    }
    span.end(status.name().toLowerCase(Locale.ROOT));
    if (status == EntryStatus.UNOBSERVED) {
      return;
    }
    Duration duration = elapsed();
    if (status == EntryStatus.SUPERSEDED) {
      telemetry.event(ended.eventType(), EventOutcome.SUPERSEDED, duration);
    } else {
      telemetry.event(ended.eventType(), EventOutcome.HANDLED, duration);
      telemetry.delay(ended.age().plus(duration));
    }
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
