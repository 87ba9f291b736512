package com.bamotf.webhooks.event;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by an observer to ask for another try at a time that it chooses, in place of the usual
 * back-off. The try counts as a failed one, so that the number of attempts stays limited.
 *
 * <p>The transaction is rolled back. An EJB container hands the exception through as it is, and
 * does not wrap it into an {@code EJBException}.
 */
@ApplicationException(rollback = true)
public class RetryEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Beyond this a time is more likely a slip of the handler than a wish. */
  private static final Duration LONGEST = Duration.ofDays(365);

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

  /** The pause that the handler asked for; empty when it named a point in time. */
  public Optional<Duration> after() {
    return Optional.ofNullable(after);
  }

  /** The point in time that the handler asked for; empty when it named a pause. */
  public Optional<Instant> at() {
    return Optional.ofNullable(at);
  }

  /**
   * When the next attempt shall be made: never before {@code now}, and never later than 365 days
   * after it, whatever the handler asked for.
   *
   * @param now the end of the failed attempt, by the clock that schedules the next one
   */
  public Instant nextAttempt(Instant now) {
    Duration pause =
        at != null ? Duration.between(now, at) : Objects.requireNonNullElse(after, Duration.ZERO);
    if (pause.isNegative()) {
      return now;
    }
    return now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
  }
}
