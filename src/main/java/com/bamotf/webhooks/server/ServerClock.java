package com.bamotf.webhooks.server;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** This server's clock. Not a bean of type {@link Clock}, which the host may have. Thread-safe. */
@Singleton
@Typed(ServerClock.class)
public class ServerClock extends Clock {

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.system(zone);
  }
}
