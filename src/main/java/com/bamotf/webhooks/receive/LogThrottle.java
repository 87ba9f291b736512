package com.bamotf.webhooks.receive;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lets at most one line a second through, so that a flood of forged requests cannot fill the log.
 * Thread-safe.
 */
final class LogThrottle {

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private boolean said;
  private long lastSaid;
  private long unsaid;

  LogThrottle(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  LogThrottle() {
    this(System::nanoTime);
  }

  /** Empty if the line is to be left out; otherwise how many were left out since the last one. */
  synchronized OptionalLong pass() {
    long now = nanoTime.getAsLong();
    if (said && now - lastSaid < PAUSE) {
      unsaid++;
      return OptionalLong.empty();
    }
    long count = unsaid;
    said = true;
    lastSaid = now;
    unsaid = 0;
    return OptionalLong.of(count);
  }
}
