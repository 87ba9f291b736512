package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.server.InternalBean;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tries every two seconds whether an event could be stored, by the way that requests go, so that
 * whoever wants to know gets an answer at once. A trial that gets no answer ages, whatever it hangs
 * in. Thread-safe.
 */
@InternalBean
class DatabasePulse {

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final StoreQueue queue;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean underWay;
  private volatile boolean unanswered;
  private volatile long unansweredSince;

  DatabasePulse(StoreQueue queue, Duration patience, LongSupplier nanoTime) {
    this.queue = queue;
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  @Inject
  DatabasePulse(StoreQueue queue, Settings settings) {
    this(queue, settings.inbox().storePatience(), System::nanoTime);
  }

  /** Works until it is stopped. */
  void work() {
    try {
      do {
        beat();
      } while (!stopping.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    stopping.countDown();
  }

  /** Begins a trial, unless one is under way. Never waits for it. */
  void beat() {
    if (underWay) {
      return;
    }
    if (!unanswered) {
      unansweredSince = nanoTime.getAsLong();
      unanswered = true;
    }
    underWay = true;
    queue.tryOut().whenComplete((result, failure) -> end(result instanceof StoreResult.Kept));
  }

  private void end(boolean couldStore) {
    if (couldStore) {
      unanswered = false;
    }
    underWay = false;
  }

  /** For how long no trial has succeeded, the one under way included; zero if the last one did. */
  Duration silence() {
    long since = unansweredSince;
    return unanswered ? Duration.ofNanos(nanoTime.getAsLong() - since) : Duration.ZERO;
  }

  /** Whether a request that comes now is stored, or held until it is. */
  boolean takesRequests() {
    return silence().compareTo(patience) < 0;
  }
}
