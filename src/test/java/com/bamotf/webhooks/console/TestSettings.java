package com.bamotf.webhooks.console;

import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.inbox.InboxFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Settings of the console for tests. */
public final class TestSettings {

  public static final String TOKEN = "s3cret tökén,= of an operator";
  public static final String VIEWER_TOKEN = "s3cret tökén,= of a viewer";

  /** Of "correct horse", with few iterations. */
  public static final String HASH =
      "PBKDF2WithHmacSHA256:1000:c2FsdHNhbHRzYWx0c2FsdA==:BBs+1+PaslLtBPULUr8/lQicvVuHiEPMz0i8MjLCbzM=";

  private TestSettings() {}

  public static Settings nobody() {
    return of(null, null);
  }

  public static Settings tokens() {
    return of(TOKEN, VIEWER_TOKEN);
  }

  /** Users with the password of {@link #HASH}, such as {@code alice:operator}. */
  public static Settings users(String... users) {
    return of(null, null, users);
  }

  public static Settings of(String token, String viewerToken, String... users) {
    List<Settings.User> all =
        Stream.of(users)
            .map(user -> user.split(":"))
            .map(
                parts -> new Settings.User(parts[0], parts[1].equals("operator"), new Secret(HASH)))
            .toList();
    return with(
        new Settings.Admin(
            Optional.ofNullable(token).map(Secret::new),
            Optional.ofNullable(viewerToken).map(Secret::new),
            Optional.empty(),
            all,
            Duration.ofMinutes(30),
            Duration.ofHours(12),
            Settings.TestEvents.TEST,
            Duration.ofDays(365)));
  }

  /** With {@link #tokens}, and a scraper's. */
  public static Settings scraper(String token) {
    Settings.Admin admin = tokens().admin();
    return with(
        new Settings.Admin(
            admin.token(),
            admin.viewerToken(),
            Optional.of(new Secret(token)),
            admin.users(),
            admin.idleTimeout(),
            admin.sessionTimeout(),
            admin.testEvents(),
            admin.auditRetention()));
  }

  public static Settings testEvents(Settings.TestEvents testEvents) {
    Settings.Admin admin = InboxFixture.ADMIN;
    return with(
        new Settings.Admin(
            admin.token(),
            admin.viewerToken(),
            admin.scrapeToken(),
            admin.users(),
            admin.idleTimeout(),
            admin.sessionTimeout(),
            testEvents,
            admin.auditRetention()));
  }

  /** With these secrets of webhooks. */
  public static Settings secrets(String... secrets) {
    return InboxFixture.withSecrets(
        IntStream.rangeClosed(1, secrets.length)
            .mapToObj(
                i ->
                    InboxFixture.secret(
                        "bamotf.webhook.secret" + (i == 1 ? "" : "." + i),
                        secrets[i - 1],
                        Optional.empty()))
            .toArray(WebhookSecret[]::new));
  }

  private static Settings with(Settings.Admin admin) {
    Settings settings = InboxFixture.SETTINGS;
    return new Settings(
        settings.dataSource(),
        settings.webhook(),
        settings.inbox(),
        settings.dispatch(),
        settings.api(),
        settings.reconcile(),
        admin);
  }
}
