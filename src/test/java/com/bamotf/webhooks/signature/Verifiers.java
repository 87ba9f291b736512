package com.bamotf.webhooks.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.signature.SignatureResult.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    return new SignatureVerifier(
        settings(tolerance, secrets).webhook().secrets(), tolerance, clock);
  }

  /** The valid signature with this secret. */
  static Consumer<SignatureResult> validWith(String secret, Instant signedAt) {
    return result ->
        assertThat(result)
            .isInstanceOfSatisfying(
                Valid.class,
                valid -> {
                  assertThat(valid.signedAt()).isEqualTo(signedAt);
                  assertThat(valid.secret().id()).endsWith("#" + new Secret(secret).fingerprint());
                });
  }

  static Settings settings(Duration tolerance, String... secrets) {
    List<WebhookSecret> values =
        Stream.of(secrets)
            .map(value -> InboxFixture.secret("bamotf.webhook.secret", value, Optional.empty()))
            .toList();
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
