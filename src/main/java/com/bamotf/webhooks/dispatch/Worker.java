package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.inbox.Signal.WorkSignal;
import com.bamotf.webhooks.server.WorkerThreads;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Handles one entry after the other until the application stops, whatever goes wrong. Runs once, on
 * one thread.
 */
final class Worker implements Runnable {

  /** Nothing signals due retries, or entries stored by another server or before a crash. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private static final Duration PAUSE_AFTER_LOST_CLAIM = Duration.ofMillis(5);

  /** Usually there is one entry for each signal, and another claim would find nothing. */
  private static final Duration PAUSE_AFTER_SIGNALED_ENTRY = Duration.ofMillis(20);

  private final Handling handling;
  private final WorkSignal signal;
  private final FailureSeries failures;
  private final BooleanSupplier stopping;
  private boolean signaled;
  private boolean replaced;

  Worker(Handling handling, WorkSignal signal, FailureSeries failures, BooleanSupplier stopping) {
    this.handling = handling;
    this.signal = signal;
    this.failures = failures;
    this.stopping = stopping;
  }

  @Override
  public void run() {
    WorkerThreads.repeat(() -> replaced || stopping.getAsBoolean(), this::next);
  }

  private void next() throws InterruptedException {
    HandlingResult result = handleNext();
    if (result == HandlingResult.OVERDUE) {
      replaced = true;
    } else if (result == HandlingResult.LOST) {
      signal.await(PAUSE_AFTER_LOST_CLAIM);
    } else if (result == HandlingResult.NOTHING) {
      signaled = signal.await(POLL_INTERVAL);
    } else if (signaled) {
      signaled = signal.await(PAUSE_AFTER_SIGNALED_ENTRY);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // the worker must survive any failure
  private HandlingResult handleNext() {
    try {
      HandlingResult result = handling.handleNext();
      if (result != HandlingResult.OVERDUE) {
        failures.succeeded();
      }
      return result;
    } catch (Throwable e) { // a server or a handler can throw what is not declared, too
      failures.failed(e);
      return HandlingResult.NOTHING;
    }
  }
}
