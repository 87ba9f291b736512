package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.inbox.Signal.WorkSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Handles one entry after the other until the application stops, whatever goes wrong. */
final class Worker implements Runnable {

  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  /** Nothing signals due retries, or entries stored by another server or before a crash. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private static final Duration PAUSE_AFTER_LOST_CLAIM = Duration.ofMillis(5);

  private final Handling handling;
  private final WorkSignal signal;
  private final BooleanSupplier stopping;
  private boolean failing;

  Worker(Handling handling, WorkSignal signal, BooleanSupplier stopping) {
    this.handling = handling;
    this.signal = signal;
    this.stopping = stopping;
  }

  @Override
  public void run() {
    while (!stopping.getAsBoolean()) {
      HandlingResult result = handleNext();
      if (result == HandlingResult.OVERDUE) {
        return;
      }
      try {
        if (result == HandlingResult.LOST) {
          signal.await(PAUSE_AFTER_LOST_CLAIM);
        } else if (result == HandlingResult.NOTHING) {
          signal.await(POLL_INTERVAL);
        }
      } catch (InterruptedException e) {
        // The application stops, or a handler interrupted its own thread; go on in that case.
      }
    }
  }

  private HandlingResult handleNext() {
    try {
      HandlingResult result = handling.handleNext();
      reportFailing(null);
      return result;
    } catch (SQLException | RuntimeException | Error e) { // the worker must survive any failure
      reportFailing(e);
      return HandlingResult.NOTHING;
    }
  }

  /** Logs the start and the end of a series of failures. */
  private void reportFailing(@Nullable Throwable failure) {
    if (failure != null && !failing) {
      LOG.log(
          WARNING,
          "%s: no event can be handled at the moment; nothing is lost, and this will be retried: %s"
              .formatted(LogCodes.DISPATCH_FAILING, failure),
          failure);
    } else if (failure == null && failing) {
      LOG.log(INFO, "{0}: events can be handled again", LogCodes.DISPATCH_FAILING);
    }
    failing = failure != null;
  }
}
