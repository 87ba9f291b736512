package com.bamotf.webhooks.config;

import static com.bamotf.webhooks.config.Setting.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Turns a MicroProfile configuration into {@link LoadedSettings}, or names everything that is wrong
 * with it.
 */
final class SettingsReader {

  /** The guide's name of the secret, an environment variable. */
  static final String GUIDE_SECRET = "WEBHOOK_SECRET";

  private static final int MOST_SECRETS = 9;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

  /** What every supported database takes as a name; PostgreSQL's are at most 63 long. */
  private static final Pattern SCHEMA = Pattern.compile("([a-z_][a-z0-9_]{0,62})?");

  private SettingsReader() {}

  /**
   * @throws InvalidSettingsException if a value is missing or not allowed
   */
  static LoadedSettings read(Config config) {
    SettingValues values = new SettingValues(config);
    Settings settings =
        new Settings(
            values.value(DATASOURCE, text -> text),
            webhook(values),
            inbox(values),
            dispatch(values),
            new Settings.Ledger(values.secret(LEDGER_TOKEN.key())));
    if (!values.problems().isEmpty()) {
      throw new InvalidSettingsException(values.problems());
    }
    return new LoadedSettings(settings, values.changed(), unknownNames(config));
  }

  private static Settings.Webhook webhook(SettingValues values) {
    return new Settings.Webhook(
        secrets(values),
        values.duration(WEBHOOK_TOLERANCE, Duration.ofMillis(1), Duration.ofDays(36_500)),
        values.size(WEBHOOK_MAX_BODY_SIZE, 1024, 16 * 1024 * 1024),
        values.value(WEBHOOK_MODES, SettingsReader::names));
  }

  private static Settings.Inbox inbox(SettingValues values) {
    return new Settings.Inbox(
        values.duration(INBOX_RETENTION, Duration.ofHours(1), Duration.ofDays(36_500)),
        values.duration(INBOX_STORE_PATIENCE, Duration.ofSeconds(1), Duration.ofMinutes(4)),
        values.integer(INBOX_MAX_HELD, 1, 100_000),
        values.value(INBOX_EXPECT_DATABASE, SettingsReader::database),
        values.value(INBOX_SCHEMA, SettingsReader::schema));
  }

  private static Settings.Dispatch dispatch(SettingValues values) {
    return new Settings.Dispatch(
        values.integer(DISPATCH_CONCURRENCY, 0, 64),
        values.integer(DISPATCH_MAX_ATTEMPTS, 1, 1000),
        values.duration(DISPATCH_BACKOFF, SHORTEST_PAUSE, Duration.ofDays(1)),
        values.duration(DISPATCH_MAX_BACKOFF, SHORTEST_PAUSE, Duration.ofDays(7)),
        values.seconds(DISPATCH_TIMEOUT, Duration.ofSeconds(1), Duration.ofHours(1)));
  }

  private static List<Secret> secrets(SettingValues values) {
    List<Secret> secrets = new ArrayList<>();
    values
        .secret(WEBHOOK_SECRET.key())
        .or(() -> values.secret(GUIDE_SECRET))
        .ifPresent(secrets::add);
    for (int i = 2; i <= MOST_SECRETS; i++) {
      values.secret(WEBHOOK_SECRET.key() + "." + i).ifPresent(secrets::add);
    }
    if (secrets.isEmpty()) {
      values.problem(
          "no webhook secret is configured, so no request could be believed. Set bamotf.webhook.secret (MicroProfile"
              + " Config, or the environment variable BAMOTF_WEBHOOK_SECRET) or the environment variable"
              + " WEBHOOK_SECRET to the secret that the bamotf server signs with");
    }
    return secrets;
  }

  private static Set<String> names(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Optional<Settings.Database> database(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(Settings.Database.valueOf(text.toUpperCase(Locale.ROOT)));
  }

  private static Optional<String> schema(String text) {
    if (!SCHEMA.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /**
   * Names that begin as ours but are none of ours: most often a typing error that would otherwise
   * pass unseen.
   */
  private static List<String> unknownNames(Config config) {
    Set<String> known = Arrays.stream(values()).map(Setting::key).collect(Collectors.toSet());
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.startsWith("bamotf."))
        .filter(name -> !known.contains(name) && !isFurtherSecret(name))
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isFurtherSecret(String name) {
    return name.length() == WEBHOOK_SECRET_N.key().length()
        && name.startsWith(WEBHOOK_SECRET.key() + ".")
        && name.charAt(name.length() - 1) >= '2'
        && name.charAt(name.length() - 1) <= '9';
  }
}
