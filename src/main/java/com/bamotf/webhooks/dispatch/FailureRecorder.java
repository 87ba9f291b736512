package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.database.SqlErrors;
import com.bamotf.webhooks.server.ServerClock;
import com.bamotf.webhooks.telemetry.Span;
import com.bamotf.webhooks.telemetry.Telemetry;
import com.bamotf.webhooks.telemetry.Telemetry.EventOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Records a failed attempt and retries or abandons its entry. Thread-safe. */
@Singleton
class FailureRecorder {

  private static final System.Logger LOG = System.getLogger(FailureRecorder.class.getName());

  private final Inbox inbox;
  private final RetryPolicy policy;
  private final Clock clock;
  private final Telemetry telemetry;

  FailureRecorder(Inbox inbox, RetryPolicy policy, Clock clock, Telemetry telemetry) {
    this.inbox = inbox;
    this.policy = policy;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  @Inject
  FailureRecorder(Inbox inbox, Settings settings, ServerClock clock, Telemetry telemetry) {
    this(
        inbox,
        // RandomGenerator.getDefault() finds no implementation on GlassFish.
        new RetryPolicy(settings.dispatch(), new Random()),
        clock,
        telemetry);
  }

  /**
   * Records an attempt.
   *
   * @param span of the attempt, which ends
   */
  void record(ClaimedEntry entry, Throwable failure, Duration duration, Span span)
      throws SQLException {
    Throwable cause = Failure.unwrapped(failure);
    span.fail(cause.getClass().getName());
    int number = entry.attempts() + 1;
    if (Failure.isFinal(failure) || policy.isLast(number)) {
      if (recordFailure(entry, cause, duration, null)) {
        telemetry.event(entry.eventType(), EventOutcome.ABANDONED, duration);
        log(
            ERROR,
            LogCodes.ABANDONED,
            entry,
            number,
            "abandoned; it can be requeued" + span.inLog(),
            failure);
      }
      return;
    }
    Duration pause = pause(number, failure);
    if (recordFailure(entry, cause, duration, pause)) {
      telemetry.event(entry.eventType(), EventOutcome.FAILED, duration);
      log(
          WARNING,
          LogCodes.HANDLING_FAILED,
          entry,
          number,
          "next attempt in " + pause + span.inLog(),
          failure);
    }
  }

  /** Without its count, an attempt would be repeated at once and forever. */
  private boolean recordFailure(
      ClaimedEntry entry, Throwable cause, Duration duration, @Nullable Duration pause)
      throws SQLException {
    try {
      return inbox.recordFailure(entry, cause, duration, pause);
    } catch (SQLException | RuntimeException | Error e) {
      if (SqlErrors.isUnavailable(e)) {
        throw e;
      }
      Throwable described =
          new IllegalStateException(
              "%s, whose message or stack trace cannot be recorded: %s"
                  .formatted(cause.getClass().getName(), e.getClass().getName()));
      return inbox.recordFailure(entry, described, duration, pause);
    }
  }

  private Duration pause(int number, Throwable failure) {
    Instant now = clock.instant();
    return Failure.requestedRetry(failure)
        .map(retry -> Duration.between(now, retry.nextAttempt(now)))
        .orElseGet(() -> policy.pauseAfter(number));
  }

  private static void log(
      System.Logger.Level level,
      String code,
      ClaimedEntry entry,
      int number,
      String next,
      Throwable failure) {
    String line =
        "%s: handling %s of payment intent %s (entry %s) failed in attempt %s; %s"
            .formatted(code, entry.eventType(), entry.paymentIntentId(), entry.id(), number, next);
    try {
      LOG.log(level, line, failure);
    } catch (RuntimeException | Error e) { // its message or its causes can throw
      LOG.log(level, "{0} ({1}, which cannot be printed)", line, failure.getClass().getName());
    }
  }
}
