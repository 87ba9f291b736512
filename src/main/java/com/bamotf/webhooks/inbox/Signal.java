package com.bamotf.webhooks.inbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes waiting threads of this server. It is only a hint: the threads also poll, so a lost signal
 * causes a delay and nothing else. Thread-safe.
 */
public abstract sealed class Signal {

  /** Wakes dispatch workers when entries were committed. */
  @Singleton
  public static final class WorkSignal extends Signal {
    WorkSignal() {
      super(64); // the most workers that can wait: see bamotf.dispatch.concurrency
    }
  }

  /** Starts a reconciliation when the sender may have given up on a delivery. */
  @Singleton
  public static final class ReconcileTrigger extends Signal {
    ReconcileTrigger() {
      super(1);
    }
  }

  private final int max;
  private final Semaphore pending = new Semaphore(0);

  private Signal(int max) {
    this.max = max;
  }

  /**
   * Wakes up to {@code count} threads. A thread that is not waiting yet returns at once from its
   * next {@link #await}.
   */
  public synchronized void raise(int count) {
    pending.release(Math.max(0, Math.min(count, max - pending.availablePermits())));
  }

  /**
   * Waits for a signal, at most this long.
   *
   * @return whether there was one
   */
  public boolean await(Duration timeout) throws InterruptedException {
    return pending.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }
}
