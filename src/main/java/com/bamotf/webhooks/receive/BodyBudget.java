package com.bamotf.webhooks.receive;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for bodies that are not verified yet, of all requests together. What is verified has
 * left it. Thread-safe.
 */
final class BodyBudget {

  private final AtomicLong free;

  BodyBudget(long bytes) {
    this.free = new AtomicLong(bytes);
  }

  /** Takes so many bytes, or nothing and returns false if there are not as many. */
  boolean take(long bytes) {
    long before;
    do {
      before = free.get();
      if (before < bytes) {
        return false;
      }
    } while (!free.compareAndSet(before, before - bytes));
    return true;
  }

  void giveBack(long bytes) {
    free.addAndGet(bytes);
  }

  /** How many bytes may still be taken. */
  long free() {
    return free.get();
  }
}
