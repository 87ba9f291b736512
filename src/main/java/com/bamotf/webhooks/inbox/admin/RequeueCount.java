package com.bamotf.webhooks.inbox.admin;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what a bulk requeue has done so far, and stops it on request. Thread-safe. */
final class RequeueCount {

  private final AtomicLong done = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean canceled;

  void add(boolean requeued) {
    (requeued ? done : refused).incrementAndGet();
  }

  long done() {
    return done.get();
  }

  long refused() {
    return refused.get();
  }

  void cancel() {
    canceled = true;
  }

  boolean isCanceled() {
    return canceled;
  }
}
