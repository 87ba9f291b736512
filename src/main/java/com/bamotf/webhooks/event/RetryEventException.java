package com.bamotf.webhooks.event;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by an observer to be retried at a time it chooses instead of after the usual backoff. The
 * attempt counts as failed, so the number of attempts stays limited.
 *
 * <p>The transaction is rolled back. An EJB container does not wrap this exception in an {@code
 * EJBException}.
 */
@ApplicationException(rollback = true)
public class RetryEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A longer pause is most likely a mistake of the handler. */
  private static final Duration MAX_PAUSE = Duration.ofDays(365);

  private final @Nullable Duration after;
  private final @Nullable Instant at;

  /**
   * Asks for a retry after a pause.
   *
   * @param reason for the operator: what the handler waits for
   * @param after counted from the end of the failed attempt; zero or less means at once
   */
  public RetryEventException(String reason, Duration after) {
    super(reason);
    this.after = after;
    this.at = null;
  }

  /**
   * Asks for a retry at a point in time.
   *
   * @param reason for the operator: what the handler waits for
   * @param at a time in the past means at once
   */
  public RetryEventException(String reason, Instant at) {
    super(reason);
    this.after = null;
    this.at = at;
  }

  /** The requested pause; empty if a point in time was requested. */
  public Optional<Duration> after() {
    return Optional.ofNullable(after);
  }

  /** The requested point in time; empty if a pause was requested. */
  public Optional<Instant> at() {
    return Optional.ofNullable(at);
  }

  /**
   * The time of the next attempt: the requested one, but not before {@code now} and at most 365
   * days after it.
   *
   * @param now the end of the failed attempt, by the clock that schedules the next one
   */
  public final Instant nextAttempt(Instant now) {
    Duration pause =
        at != null ? Duration.between(now, at) : Objects.requireNonNullElse(after, Duration.ZERO);
    if (pause.isNegative()) {
      return now;
    }
    return now.plus(pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause);
  }
}
