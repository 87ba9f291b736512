package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.config.Setting;
import java.time.Duration;
import java.util.function.LongSupplier;

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

  private final LongSupplier nanoTime;
  private final Duration limit;
  private final long startedAt;

  /**
   * Starts now.
   *
   * @param nanoTime such as {@code System::nanoTime}, which no correction of the clock moves
   */
  RunLimit(LongSupplier nanoTime, Duration limit) {
    this.nanoTime = nanoTime;
    this.limit = limit;
    this.startedAt = nanoTime.getAsLong();
  }

  /**
   * @throws ExceededException if the time is up
   */
  void check() {
    if (nanoTime.getAsLong() - startedAt > limit.toNanos()) {
      throw new ExceededException(limit);
    }
  }
}
