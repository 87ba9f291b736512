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

/**
 * Takes one turn after another, and waits when there is nothing to do. Lives as long as the
 * application: whatever goes wrong in a turn, the next one follows.
 */
final class Worker implements Runnable {

  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  /**
   * Finds what no signal announces: retries that are due, entries of other servers and of a crash.
   */
  private static final Duration POLL = Duration.ofSeconds(1);

  private static final Duration LOST_RACE = Duration.ofMillis(5);

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
        Outcome outcome = turn();
        if (outcome == Outcome.OVERDUE) {
          return;
        }
        if (outcome == Outcome.LOST) {
          signal.await(LOST_RACE);
        } else if (outcome == Outcome.NOTHING) {
          signal.await(POLL);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("CatchingUnchecked") // the worker must outlive whatever a turn throws
  private Outcome turn() {
    boolean activated = requestContext.activate();
    try {
      Outcome outcome = handling.handleNext();
      trouble(null);
      return outcome;
    } catch (SQLException | RuntimeException | Error e) {
      trouble(e);
      return Outcome.NOTHING;
    } finally {
      if (activated) {
        requestContext.deactivate();
      }
    }
  }

  /** Told once when it begins and once when it is over, however long it lasts. */
  private void trouble(@Nullable Throwable failure) {
    if (failure != null && !troubled) {
      LOG.log(
          WARNING,
          "%s: no event can be handled at the moment; nothing is lost, this is tried again: %s"
              .formatted(LogCodes.DISPATCH_TROUBLE, failure),
          failure);
    } else if (failure == null && troubled) {
      LOG.log(INFO, "{0}: events can be handled again", LogCodes.DISPATCH_TROUBLE);
    }
    troubled = failure != null;
  }
}
