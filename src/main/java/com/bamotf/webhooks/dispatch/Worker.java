package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.inbox.Signal.WorkSignal;
import jakarta.enterprise.context.control.RequestContextController;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Handles one entry after the other until the application stops, whatever goes wrong. */
final class Worker implements Runnable {

  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  /** No signal announces due retries and entries of other servers or before a crash. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private static final Duration PAUSE_AFTER_LOST_CLAIM = Duration.ofMillis(5);

  private final Handling handling;
  private final RequestContextController requestContext;
  private final WorkSignal signal;
  private final BooleanSupplier stopping;
  private boolean troubled;

  Worker(
      Handling handling,
      RequestContextController requestContext,
      WorkSignal signal,
      BooleanSupplier stopping) {
    this.handling = handling;
    this.requestContext = requestContext;
    this.signal = signal;
    this.stopping = stopping;
  }

  @Override
  public void run() {
    try {
      while (!stopping.getAsBoolean()) {
        HandlingResult result = handleNext();
        if (result == HandlingResult.OVERDUE) {
          return;
        }
        if (result == HandlingResult.LOST) {
          signal.await(PAUSE_AFTER_LOST_CLAIM);
        } else if (result == HandlingResult.NOTHING) {
          signal.await(POLL_INTERVAL);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("CatchingUnchecked") // the worker must survive any failure
  private HandlingResult handleNext() {
    boolean activated = requestContext.activate();
    try {
      HandlingResult result = handling.handleNext();
      reportTrouble(null);
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      reportTrouble(e);
      return HandlingResult.NOTHING;
    } finally {
      if (activated) {
        requestContext.deactivate();
      }
    }
  }

  /** Logs once when trouble begins and once when it ends. */
  private void reportTrouble(@Nullable Throwable failure) {
    if (failure != null && !troubled) {
      LOG.log(
          WARNING,
          "%s: no event can be handled at the moment; nothing is lost, and this will be retried: %s"
              .formatted(LogCodes.DISPATCH_TROUBLE, failure),
          failure);
    } else if (failure == null && troubled) {
      LOG.log(INFO, "{0}: events can be handled again", LogCodes.DISPATCH_TROUBLE);
    }
    troubled = failure != null;
  }
}
