package com.bamotf.webhooks.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many events a turn may take. After a batch that failed or was slow, as many turns as it had
 * events take one each: each event is then alone in its transaction, and what is wrong with one of
 * them is told of that one only. Thread-safe.
 */
final class BatchSize {

  private final int most;
  private final AtomicInteger alone = new AtomicInteger();

  BatchSize(int most) {
    this.most = most;
  }

  int next() {
    return alone.get() > 0 ? 1 : most;
  }

  /** A turn has handled this many events without trouble. */
  void handled(int events) {
    alone.updateAndGet(left -> Math.max(0, left - events));
  }

  /** A turn failed, or took long. */
  void trouble() {
    alone.set(most);
  }
}
