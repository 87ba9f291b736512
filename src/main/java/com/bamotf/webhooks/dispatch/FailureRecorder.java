package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.server.InternalBean;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Decides what becomes of an entry whose handling failed, and keeps the failure. Thread-safe. */
@InternalBean
class FailureRecorder {

  private static final System.Logger LOG = System.getLogger(FailureRecorder.class.getName());

  private final Inbox inbox;
  private final RetryPolicy policy;
  private final Clock clock;

  FailureRecorder(Inbox inbox, RetryPolicy policy, Clock clock) {
    this.inbox = inbox;
    this.policy = policy;
    this.clock = clock;
  }

  @Inject
  FailureRecorder(Inbox inbox, Settings settings) {
    this(
        inbox,
        // Not RandomGenerator.getDefault(): on GlassFish's OSGi no implementation is found.
        new RetryPolicy(settings.dispatch(), new Random()),
        Clock.systemUTC());
  }

  void record(ClaimedEntry entry, Throwable failure, Duration duration) throws SQLException {
    Throwable cause = Failure.unwrapped(failure);
    int number = entry.attempts() + 1;
    if (Failure.isFinal(failure) || policy.isLast(number)) {
      if (inbox.abandon(entry, cause, duration)) {
        log(
            ERROR,
            LogCodes.ABANDONED,
            entry,
            number,
            "and was given up; it can be requeued",
            failure);
      }
      return;
    }
    Duration pause = pause(number, failure);
    if (inbox.retryLater(entry, cause, duration, pause)) {
      log(WARNING, LogCodes.HANDLING_FAILED, entry, number, "next attempt in " + pause, failure);
    }
  }

  private Duration pause(int number, Throwable failure) {
    Instant now = clock.instant();
    return Failure.retryWish(failure)
        .map(wish -> Duration.between(now, wish.nextAttempt(now)))
        .orElseGet(() -> policy.pauseAfter(number));
  }

  private static void log(
      System.Logger.Level level,
      String code,
      ClaimedEntry entry,
      int number,
      String then,
      Throwable failure) {
    LOG.log(
        level,
        "%s: handling %s of payment intent %s (entry %d) failed at attempt %d, %s"
            .formatted(code, entry.eventType(), entry.paymentIntentId(), entry.id(), number, then),
        failure);
  }
}
