package com.bamotf.webhooks.testing;

import com.bamotf.webhooks.server.ServerClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until it is moved. Begins at the present time. Thread-safe. */
public final class TestClock extends ServerClock {

  private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @Override
  public Instant instant() {
    return now;
  }

  /**
   * Moves it. Also a pause for {@link com.bamotf.webhooks.sender.WebhookSender} that takes no time.
   *
   * @throws IllegalArgumentException if the time is negative
   */
  public synchronized void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("Time only moves forward, not by " + time);
    }
    now = now.plus(time);
  }

  @Override
  public Clock withZone(@Nullable ZoneId zone) {
    return ((InstantSource) this::instant).withZone(zone);
  }
}
