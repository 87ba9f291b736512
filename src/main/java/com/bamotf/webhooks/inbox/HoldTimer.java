package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.server.WorkerThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends the wait of requests that were held for too long. A thread of the server does so, since the
 * host's filters run with the answer, and the JDK's own timer thread has neither its class loader
 * nor its naming context. Thread-safe.
 */
@Singleton
class HoldTimer {

  private final ScheduledThreadPoolExecutor timers;

  @Inject
  HoldTimer(ServerResources server) {
    timers =
        new ScheduledThreadPoolExecutor(
            1, task -> WorkerThreads.thread(server.threadFactory(), "bamotf-hold-timer", task));
    timers.setRemoveOnCancelPolicy(true);
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Completes the delivery with this result unless another comes first. */
  void limit(HeldDelivery waiting, long nanos, StoreResult result) {
    try {
      Future<?> timer =
          timers.schedule(() -> waiting.result().complete(result), nanos, TimeUnit.NANOSECONDS);
      CompletionStage<StoreResult> answered = waiting.result();
      answered.whenComplete((answer, failure) -> timer.cancel(false));
    } catch (RejectedExecutionException e) {
      // stopping, so every waiting request is answered anyway
    }
  }

  /** The thread ends; nothing is completed any more. */
  void stop() {
    timers.shutdown();
  }
}
