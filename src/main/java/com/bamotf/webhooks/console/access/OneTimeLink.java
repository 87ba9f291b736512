package com.bamotf.webhooks.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The token of the link that is logged at startup if nobody is configured. Thread-safe. */
final class OneTimeLink {

  static final Duration VALIDITY = Duration.ofHours(1);

  private final Clock clock;
  private final Instant end;
  private @Nullable String token = Tokens.random();

  OneTimeLink(Clock clock) {
    this.clock = clock;
    this.end = clock.instant().plus(VALIDITY);
  }

  /** Null once it was used. */
  synchronized @Nullable String token() {
    return token;
  }

  /** Whether the token is right; it is not right a second time. */
  synchronized boolean use(String given) {
    boolean right = token != null && clock.instant().isBefore(end) && Tokens.equal(token, given);
    if (right) {
      token = null;
    }
    return right;
  }
}
