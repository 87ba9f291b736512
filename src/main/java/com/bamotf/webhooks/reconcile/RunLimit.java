package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.config.Setting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Ends the reading of a list that takes too long. */
final class RunLimit {

  /** The list did not end in time. */
  static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ExceededException(Duration limit) {
      super(
          "bamotf's list did not end within %s. Check %s: it may point to another server, or something in front of bamotf delays its answers"
              .formatted(
                  limit.toMinutes() > 0
                      ? limit.toMinutes() + " minutes"
                      : limit.toSeconds() + " seconds",
                  Setting.API_URL.key()));
    }
  }

  private final Clock clock;
  private final Duration limit;
  private final Instant deadline;

  /** Starts now. */
  RunLimit(Clock clock, Duration limit) {
    this.clock = clock;
    this.limit = limit;
    this.deadline = clock.instant().plus(limit);
  }

  /**
   * @throws ExceededException if the time is up
   */
  void check() {
    if (clock.instant().isAfter(deadline)) {
      throw new ExceededException(limit);
    }
  }
}
