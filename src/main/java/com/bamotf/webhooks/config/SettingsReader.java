package com.bamotf.webhooks.config;

import static com.bamotf.webhooks.config.Setting.*;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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

  private static final int MOST_OF_A_KIND = 9;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

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
            api(values),
            reconcile(values),
            new Settings.Admin(values.secret(ADMIN_TOKEN.key())));
    requireKeptFacts(values, settings);
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
        values.duration(WEBHOOK_BODY_TIMEOUT, SHORTEST_TIMEOUT, Duration.ofMinutes(1)),
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

  private static Settings.Api api(SettingValues values) {
    return new Settings.Api(
        values.value(API_URL, SettingsReader::baseUrl),
        apiKeys(values),
        values.duration(API_CONNECT_TIMEOUT, SHORTEST_TIMEOUT, Duration.ofMinutes(1)),
        values.duration(API_READ_TIMEOUT, SHORTEST_TIMEOUT, Duration.ofMinutes(5)));
  }

  private static Settings.Reconcile reconcile(SettingValues values) {
    return new Settings.Reconcile(
        values.duration(RECONCILE_INTERVAL, Duration.ofSeconds(1), Duration.ofDays(1)),
        values.duration(RECONCILE_WINDOW, Duration.ofMinutes(1), Duration.ofDays(36_500)),
        values.value(RECONCILE_SINCE, SettingsReader::instant));
  }

  /** What retention has removed would look like something that never came. */
  private static void requireKeptFacts(SettingValues values, Settings settings) {
    Duration retention = settings.inbox().retention();
    Duration window = settings.reconcile().window();
    if (!settings.api().keys().isEmpty() && window.compareTo(retention) > 0) {
      values.problem(
          "%s is %s, longer than %s, which is %s: events that were handled and then removed would be taken for missing and handled again. Make the window as short as the retention, or the retention as long as the window"
              .formatted(RECONCILE_WINDOW.key(), window, INBOX_RETENTION.key(), retention));
    }
  }

  private static List<Settings.ApiKey> apiKeys(SettingValues values) {
    List<Settings.ApiKey> keys = new ArrayList<>();
    for (int i = 1; i <= MOST_OF_A_KIND; i++) {
      int number = i;
      String name = API_KEY.key() + (number == 1 ? "" : "." + number);
      values
          .secret(name)
          .filter(secret -> isUsable(values, name, secret))
          .ifPresent(secret -> keys.add(new Settings.ApiKey(number, secret)));
    }
    return keys;
  }

  /** A key travels in a header; what does not fit there would end up in some exception's text. */
  private static boolean isUsable(SettingValues values, String name, Secret secret) {
    for (byte b : secret.utf8()) {
      if (b <= ' ' || b > '~') {
        values.problem(
            name
                + " holds a space, a line break or a character outside of ASCII; copy the key from bamotf's dashboard"
                + " as it is");
        return false;
      }
    }
    return true;
  }

  private static List<Secret> secrets(SettingValues values) {
    List<Secret> secrets = new ArrayList<>();
    values
        .secret(WEBHOOK_SECRET.key())
        .or(() -> values.secret(GUIDE_SECRET))
        .ifPresent(secrets::add);
    for (int i = 2; i <= MOST_OF_A_KIND; i++) {
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

  private static URI baseUrl(String text) {
    URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    boolean web =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!web
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException("no base URL");
    }
    return url;
  }

  private static Optional<Instant> instant(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
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
        .filter(
            name ->
                !known.contains(name)
                    && !isFurther(WEBHOOK_SECRET, name)
                    && !isFurther(API_KEY, name))
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isFurther(Setting first, String name) {
    return name.length() == first.key().length() + 2
        && name.startsWith(first.key() + ".")
        && name.charAt(name.length() - 1) >= '2'
        && name.charAt(name.length() - 1) <= '9';
  }
}
