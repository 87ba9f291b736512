package com.bamotf.webhooks.server;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Allows one log line per second, so that forged requests cannot flood the log. Thread-safe. */
public final class LogThrottle {

  private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private boolean logged;
  private long lastLogged;
  private long suppressed;

  LogThrottle(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  public LogThrottle() {
    this(System::nanoTime);
  }

  /**
   * Returns empty to suppress a line, else what to append to it: how many were suppressed since the
   * last one, or nothing if none was.
   */
  public synchronized Optional<String> pass() {
    long now = nanoTime.getAsLong();
    if (logged && now - lastLogged < INTERVAL) {
      suppressed++;
      return Optional.empty();
    }
    long count = suppressed;
    logged = true;
    lastLogged = now;
    suppressed = 0;
    return Optional.of(
        count == 0 ? "" : " (and %s more since the last such line)".formatted(count));
  }
}
