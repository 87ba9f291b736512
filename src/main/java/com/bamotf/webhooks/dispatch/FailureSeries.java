package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import java.util.concurrent.atomic.AtomicBoolean;

/** Logs the start and the end of a series of failures, once for all workers. Thread-safe. */
final class FailureSeries {

  private static final System.Logger LOG = System.getLogger(FailureSeries.class.getName());

  private final AtomicBoolean failing = new AtomicBoolean();

  void failed(Throwable failure) {
    if (failing.compareAndSet(false, true)) {
      LOG.log(
          WARNING,
          "%s: no event can be handled at the moment; nothing is lost, and this will be retried: %s"
              .formatted(LogCodes.DISPATCH_FAILING, failure),
          failure);
    }
  }

  void succeeded() {
    if (failing.compareAndSet(true, false)) {
      LOG.log(INFO, "{0}: events can be handled again", LogCodes.DISPATCH_FAILING);
    }
  }
}
