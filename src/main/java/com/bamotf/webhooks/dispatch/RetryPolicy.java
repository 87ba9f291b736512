package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.config.Settings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off: the pause doubles with each failed attempt up to a ceiling. Its second half
 * is random, so that events that failed together do not come back together.
 */
final class RetryPolicy {

  private final Settings.Dispatch settings;
  private final RandomGenerator random;

  RetryPolicy(Settings.Dispatch settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** Whether this failed attempt, counted from 1, was the last one. */
  boolean isLast(int attempt) {
    return attempt >= settings.maxAttempts();
  }

  /**
   * The pause after this failed attempt, counted from 1: between half of the back-off and all of
   * it.
   */
  Duration pauseAfter(int attempt) {
    long ceiling = settings.maxBackoff().toMillis();
    int doublings = Math.min(attempt - 1, Long.SIZE - 2);
    long first = settings.backoff().toMillis();
    long full = first > (ceiling >> doublings) ? ceiling : first << doublings;
    long half = full / 2;
    return Duration.ofMillis(half + random.nextLong(full - half + 1));
  }
}
