package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.config.Settings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off: the pause doubles with each failed attempt up to a maximum. The upper half
 * is random, so that events that failed together are not retried together.
 */
final class RetryPolicy {

  private final Settings.Dispatch settings;
  private final RandomGenerator random;

  RetryPolicy(Settings.Dispatch settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** Whether this failed attempt, counted from 1, is the last one. */
  boolean isLast(int attempt) {
    return attempt >= settings.maxAttempts();
  }

  /** Between half and all of the back-off after this failed attempt, counted from 1. */
  Duration pauseAfter(int attempt) {
    long max = settings.maxBackoff().toMillis();
    int doublings = Math.min(attempt - 1, Long.SIZE - 2);
    long first = settings.backoff().toMillis();
    long full = first > (max >> doublings) ? max : first << doublings;
    long half = full / 2;
    return Duration.ofMillis(half + random.nextLong(full - half + 1));
  }
}
