package com.bamotf.webhooks.signature;

import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxFixture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Verifiers for tests, with a clock that stands still. */
final class Verifiers {

  private Verifiers() {}

  /** With the default tolerance of 5 minutes. */
  static SignatureVerifier at(long nowMillis, String... secrets) {
    return at(nowMillis, Duration.ofMinutes(5), secrets);
  }

  static SignatureVerifier at(long nowMillis, Duration tolerance, String... secrets) {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(nowMillis), ZoneOffset.UTC);
    return new SignatureVerifier(settings(tolerance, secrets), clock);
  }

  static Settings settings(Duration tolerance, String... secrets) {
    List<Secret> values = Stream.of(secrets).map(Secret::new).toList();
    return new Settings(
        "java:comp/DefaultDataSource",
        new Settings.Webhook(values, tolerance, 1 << 20, Duration.ofSeconds(10), Set.of()),
        new Settings.Inbox(
            Duration.ofDays(90), Duration.ZERO, 1, Optional.empty(), Optional.empty()),
        new Settings.Dispatch(
            1, 1, Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofMinutes(1)),
        InboxFixture.NO_API,
        InboxFixture.RECONCILE,
        InboxFixture.ADMIN);
  }
}
