package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.cli.terminal.Credential;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A request as it was received. */
final class ReceivedOptions {

  private static final Duration MAX_TOLERANCE = Duration.ofDays(3650);
  private static final String PREFIX = WebhookSigner.HEADER + ":";

  @Option(
      names = "--header",
      paramLabel = "VALUE",
      description = "The request's x-webhook-signature header.")
  @Nullable String header;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When it arrived, such as 2026-11-24T12:00:00Z. Now by default.")
  @Nullable Instant at;

  @Option(
      names = "--tolerance",
      paramLabel = "DURATION",
      defaultValue = "PT5M",
      description = "The receiver's bamotf.webhook.tolerance (PT5M).")
  Duration tolerance;

  Instant arrival(Shell shell) {
    return at == null ? shell.clock().instant() : at;
  }

  /** The value alone, also of the whole header line; null if there is none. */
  @Nullable String value() {
    return header != null && header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
        ? header.substring(PREFIX.length()).strip()
        : header;
  }

  /** What the receiver would have as its settings. */
  Settings.Webhook settings(Credential secret) {
    if (tolerance.isNegative() || tolerance.isZero() || tolerance.compareTo(MAX_TOLERANCE) > 0) {
      throw Failure.usage(
          "--tolerance %s must be above zero and at most %s".formatted(tolerance, MAX_TOLERANCE));
    }
    return new Settings.Webhook(
        List.of(new WebhookSecret(secret.origin(), secret.secret(), Set.of(), Optional.empty())),
        tolerance,
        Integer.MAX_VALUE,
        Duration.ZERO,
        Set.of());
  }
}
