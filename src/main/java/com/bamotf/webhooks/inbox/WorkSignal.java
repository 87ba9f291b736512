package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.server.InternalBean;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes workers of this server: as soon as entries were committed, and when one that was woken took
 * something else. A hint only: a signal that is lost delays an entry until the next poll and never
 * loses it. Thread-safe.
 */
@InternalBean
public class WorkSignal {

  /** More wake-ups than workers are of no use; the bound keeps a long backlog from counting up. */
  private static final int MOST = 64;

  private final Semaphore entries = new Semaphore(0);

  /** Wakes up to {@code count} waiting workers. */
  void wake(int count) {
    int useful = Math.min(count, MOST - entries.availablePermits());
    if (useful > 0) {
      entries.release(useful);
    }
  }

  /**
   * Waits until woken, at most this long.
   *
   * @return whether it was woken
   */
  public boolean await(Duration most) throws InterruptedException {
    return entries.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
  }
}
