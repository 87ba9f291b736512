package com.bamotf.webhooks.cli.admin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which entries. */
final class FilterOptions {

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description =
          "PENDING, HANDLED, UNOBSERVED, SUPERSEDED, ABANDONED, QUARANTINED; several with commas.")
  @Nullable String status;

  @Option(
      names = "--event",
      paramLabel = "NAME",
      description = "Full name, such as payment_intent.succeeded")
  @Nullable String event;

  @Option(names = "--mode", paramLabel = "MODE", description = "Such as prod or test.")
  @Nullable String mode;

  @Option(names = "--intent", paramLabel = "ID", description = "Id of the payment intent.")
  @Nullable String intent;

  @Option(names = "--source", paramLabel = "SOURCE", description = "WEBHOOK, RECONCILED or TEST.")
  @Nullable String source;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description =
          "Text in the last error, or start of a payment intent's id; 3 characters or more.")
  @Nullable String text;

  @Option(names = "--from", paramLabel = "TIME", description = "Received then or later.")
  @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "Received before.")
  @Nullable Instant to;

  @Option(names = "--min-attempts", paramLabel = "N", description = "At least N attempts.")
  @Nullable Integer minAttempts;

  /** The parameters of the API. */
  Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>();
    put(all, "status", status);
    put(all, "event", event);
    put(all, "mode", mode);
    put(all, "intent", intent);
    put(all, "source", source);
    put(all, "q", text);
    put(all, "from", from);
    put(all, "to", to);
    put(all, "minAttempts", minAttempts);
    return all;
  }

  /** Adds a parameter; null adds none. */
  static void put(Map<String, String> all, String name, @Nullable Object value) {
    if (value != null) {
      all.put(name, value.toString());
    }
  }
}
