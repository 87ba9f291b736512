package com.bamotf.webhooks.config;

import static com.bamotf.webhooks.config.Setting.*;

import com.bamotf.webhooks.config.Settings.Database;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Reads the settings and reports all wrong values at once. Not thread-safe. */
final class SettingsReader {

  private static final Duration MIN_PAUSE = Duration.ofMillis(10);
  private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);

  /** Reconciliation stores up to 64 events at once, and must leave as many places to webhooks. */
  private static final int MIN_HELD = 128;

  static final Duration CENTURY = Duration.ofDays(36_500);

  /** Used in the WAR's persistence.xml, which MicroProfile Config does not reach. */
  private static final String HIBERNATE_DIALECT = "bamotf.hibernate.dialect";

  /** A name that every supported database accepts; PostgreSQL allows 63 characters. */
  private static final Predicate<String> SCHEMA_NAME =
      Pattern.compile("[a-z_][a-z0-9_]{0,62}").asMatchPredicate();

  private final Config config;
  private final ValueReader values;
  private final SecretReader secrets;

  SettingsReader(Config config) {
    this.config = config;
    this.values = new ValueReader(config);
    this.secrets = new SecretReader(config, values);
  }

  /**
   * To be called once.
   *
   * @throws InvalidSettingsException if a value is missing or not allowed
   */
  Settings read() {
    Settings settings =
        new Settings(
            values.value(DATASOURCE, text -> text),
            webhook(),
            inbox(),
            dispatch(),
            api(),
            reconcile(),
            new AdminReader(values, secrets).read());
    requireRetentionOfTolerance(settings);
    requireRetentionOfWindow(settings);
    if (!values.problems().isEmpty()) {
      throw new InvalidSettingsException(values.problems());
    }
    return settings;
  }

  /** The settings that differ from their default, as {@code name=value}, without secrets. */
  List<String> changed() {
    return values.changed();
  }

  /** What is probably a mistake but allowed; without secrets. */
  List<String> warnings() {
    return secrets.warnings();
  }

  /** Names that begin with {@code bamotf.} but are not settings, such as misspelt ones. */
  List<String> unknownNames() {
    Set<String> known = new HashSet<>(Set.of(HIBERNATE_DIALECT));
    for (Setting setting : values()) {
      known.add(setting.key());
    }
    known.add(ADMIN_TOKEN.key() + SecretReader.FILE);
    known.add(ADMIN_VIEWER_TOKEN.key() + SecretReader.FILE);
    known.add(ADMIN_SCRAPE_TOKEN.key() + SecretReader.FILE);
    for (int i = 1; i <= SecretReader.MAX_NUMBER; i++) {
      String secret = SecretReader.numbered(WEBHOOK_SECRET, i);
      for (String end :
          List.of("", SecretReader.FILE, WebhookSecretReader.MODES, WebhookSecretReader.ACCOUNT)) {
        known.add(secret + end);
      }
      for (Setting first : List.of(API_KEY, CONSOLE_USER)) {
        known.add(SecretReader.numbered(first, i));
        known.add(SecretReader.numbered(first, i) + SecretReader.FILE);
      }
    }
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.startsWith("bamotf.") && !known.contains(name))
        .distinct()
        .sorted()
        .toList();
  }

  private Settings.Webhook webhook() {
    Set<String> modes = values.value(WEBHOOK_MODES, WebhookSecretReader::modes);
    return new Settings.Webhook(
        new WebhookSecretReader(secrets, values).read(modes),
        values.duration(WEBHOOK_TOLERANCE, Duration.ofMillis(1), CENTURY),
        values.value(
            WEBHOOK_MAX_BODY_SIZE,
            text -> ValueReader.inRange(bytes(text), 1024, 16 * 1024 * 1024)),
        values.duration(WEBHOOK_BODY_TIMEOUT, MIN_TIMEOUT, Duration.ofMinutes(1)),
        modes);
  }

  private Settings.Inbox inbox() {
    return new Settings.Inbox(
        values.duration(INBOX_RETENTION, Duration.ofHours(1), CENTURY),
        values.duration(INBOX_STORE_PATIENCE, Duration.ofSeconds(1), Duration.ofMinutes(4)),
        values.integer(INBOX_MAX_HELD, MIN_HELD, 100_000),
        values.optional(
            INBOX_EXPECT_DATABASE, text -> Database.valueOf(text.toUpperCase(Locale.ROOT))),
        values.optional(INBOX_SCHEMA, text -> ValueReader.require(text, SCHEMA_NAME)));
  }

  private Settings.Dispatch dispatch() {
    return new Settings.Dispatch(
        values.integer(DISPATCH_CONCURRENCY, 0, 64),
        values.integer(DISPATCH_MAX_ATTEMPTS, 1, 1000),
        values.duration(DISPATCH_BACKOFF, MIN_PAUSE, Duration.ofDays(1)),
        values.duration(DISPATCH_MAX_BACKOFF, MIN_PAUSE, Duration.ofDays(7)),
        values.value(
            DISPATCH_TIMEOUT,
            text ->
                ValueReader.require(
                    ValueReader.inRange(
                        Duration.parse(text), Duration.ofSeconds(1), Duration.ofHours(1)),
                    timeout -> timeout.equals(timeout.truncatedTo(ChronoUnit.SECONDS)))));
  }

  private Settings.Api api() {
    return new Settings.Api(
        values.value(API_URL, SettingsReader::baseUrl),
        apiKeys(),
        values.duration(API_CONNECT_TIMEOUT, MIN_TIMEOUT, Duration.ofMinutes(1)),
        values.duration(API_READ_TIMEOUT, MIN_TIMEOUT, Duration.ofMinutes(5)));
  }

  private Settings.Reconcile reconcile() {
    return new Settings.Reconcile(
        values.duration(RECONCILE_INTERVAL, Duration.ofSeconds(1), Duration.ofDays(1)),
        values.duration(RECONCILE_WINDOW, Duration.ofMinutes(1), CENTURY),
        values.optional(RECONCILE_SINCE, Instant::parse));
  }

  /** A signature from a clock that is ahead by the tolerance is valid for twice that time. */
  private void requireRetentionOfTolerance(Settings settings) {
    Duration retention = settings.inbox().retention();
    Duration tolerance = settings.webhook().tolerance();
    if (tolerance.multipliedBy(2).compareTo(retention) > 0) {
      values.addProblem(
          "%s (%s) is more than half of %s (%s): a request could be sent again, and handled again, after retention has deleted its event. Shorten the tolerance or lengthen the retention"
              .formatted(WEBHOOK_TOLERANCE.key(), tolerance, INBOX_RETENTION.key(), retention));
    }
  }

  private void requireRetentionOfWindow(Settings settings) {
    Duration retention = settings.inbox().retention();
    Duration window = settings.reconcile().window();
    if (!settings.api().keys().isEmpty() && window.compareTo(retention) > 0) {
      values.addProblem(
          "%s (%s) is longer than %s (%s): handled events that retention has deleted would look missing and be handled again. Shorten the window or lengthen the retention"
              .formatted(RECONCILE_WINDOW.key(), window, INBOX_RETENTION.key(), retention));
    }
  }

  private List<Settings.ApiKey> apiKeys() {
    List<Settings.ApiKey> keys = new ArrayList<>();
    secrets
        .secrets(API_KEY)
        .forEach(
            (number, secret) -> {
              keys.add(new Settings.ApiKey(number, secret));
              if (!isPrintableAscii(secret)) {
                values.addProblem(
                    SecretReader.numbered(API_KEY, number)
                        + " contains a space, a line break or a non-ASCII character; copy the key unchanged from bamotf's dashboard");
              }
            });
    return keys;
  }

  /** The HTTP client would put any other key into an exception's message. */
  private static boolean isPrintableAscii(Secret secret) {
    for (byte b : secret.utf8()) {
      if (b <= ' ' || b > '~') {
        return false;
      }
    }
    return true;
  }

  private static int bytes(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    int factor = upper.endsWith("KIB") ? 1024 : upper.endsWith("MIB") ? 1024 * 1024 : 1;
    String digits = factor == 1 ? upper : upper.substring(0, upper.length() - 3).strip();
    return Math.multiplyExact(Integer.parseInt(digits), factor);
  }

  private static URI baseUrl(String text) {
    URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    boolean http =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    return ValueReader.require(
        url,
        base ->
            http
                && base.getHost() != null
                && base.getRawUserInfo() == null
                && base.getRawQuery() == null
                && base.getRawFragment() == null);
  }
}
