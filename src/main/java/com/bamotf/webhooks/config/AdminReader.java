package com.bamotf.webhooks.config;

import static com.bamotf.webhooks.config.Setting.*;

import com.bamotf.webhooks.config.Settings.TestEvents;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads who may use the console. Not thread-safe. */
final class AdminReader {

  private static final int MIN_TOKEN_LENGTH = 16;
  private static final Duration MIN_SESSION = Duration.ofMinutes(1);

  /** Fewer iterations are guessed too easily; more would keep a processor busy. */
  private static final int MIN_ITERATIONS = 100_000;

  private static final int MAX_ITERATIONS = 10_000_000;

  /** 16 bytes of salt and 32 of hash, or more. */
  private static final Pattern USER =
      Pattern.compile(
          "([\\w.@-]{1,64}):(viewer|operator):(PBKDF2WithHmacSHA256:(\\d{1,9}):[A-Za-z0-9+/]{22,}={0,2}:[A-Za-z0-9+/]{43,}={0,2})");

  private final ValueReader values;
  private final SecretReader secrets;

  AdminReader(ValueReader values, SecretReader secrets) {
    this.values = values;
    this.secrets = secrets;
  }

  Settings.Admin read() {
    Optional<Secret> token = token(ADMIN_TOKEN);
    Optional<Secret> viewerToken = token(ADMIN_VIEWER_TOKEN);
    Optional<Secret> scrapeToken = token(ADMIN_SCRAPE_TOKEN);
    requireDifferent(ADMIN_TOKEN, token, ADMIN_VIEWER_TOKEN, viewerToken, "a viewer");
    requireDifferent(ADMIN_TOKEN, token, ADMIN_SCRAPE_TOKEN, scrapeToken, "a scraper");
    requireDifferent(ADMIN_VIEWER_TOKEN, viewerToken, ADMIN_SCRAPE_TOKEN, scrapeToken, "a scraper");
    return new Settings.Admin(
        token,
        viewerToken,
        scrapeToken,
        users(),
        values.duration(CONSOLE_IDLE_TIMEOUT, MIN_SESSION, Duration.ofDays(1)),
        values.duration(CONSOLE_SESSION_TIMEOUT, MIN_SESSION, Duration.ofDays(7)),
        values.value(
            CONSOLE_TEST_EVENTS, text -> TestEvents.valueOf(text.toUpperCase(Locale.ROOT))),
        values.duration(CONSOLE_AUDIT_RETENTION, Duration.ofDays(1), SettingsReader.CENTURY));
  }

  private void requireDifferent(
      Setting more, Optional<Secret> mayMore, Setting less, Optional<Secret> mayLess, String who) {
    if (mayMore.isPresent()
        && mayLess.isPresent()
        && MessageDigest.isEqual(mayMore.get().utf8(), mayLess.get().utf8())) {
      values.addProblem(
          "%s and %s are equal, so %s could do more than it should; use two different tokens"
              .formatted(more.key(), less.key(), who));
    }
  }

  private Optional<Secret> token(Setting setting) {
    Optional<Secret> token = secrets.secret(setting.key());
    if (token.isPresent() && token.get().utf8().length < MIN_TOKEN_LENGTH) {
      values.addProblem(
          "%s is shorter than %s bytes and could be guessed; use a long random one, such as from \"openssl rand -hex 32\""
              .formatted(setting.key(), MIN_TOKEN_LENGTH));
    }
    return token;
  }

  private List<Settings.User> users() {
    List<Settings.User> users = new ArrayList<>();
    Set<String> names = new HashSet<>();
    secrets
        .secrets(CONSOLE_USER)
        .forEach(
            (number, secret) -> {
              String key = SecretReader.numbered(CONSOLE_USER, number);
              Settings.User user = user(key, secret);
              if (user != null && !names.add(user.name())) {
                values.addProblem(key + " has the name of another user; each name may occur once");
              } else if (user != null) {
                users.add(user);
              }
            });
    return users;
  }

  /** The messages do not contain the value, since it may be a password by mistake. */
  private Settings.@Nullable User user(String key, Secret secret) {
    Matcher matcher = USER.matcher(secret.text());
    if (!matcher.matches()) {
      values.addProblem(
          "%s is not of the form name:viewer:hash or name:operator:hash, where the name has up to 64 letters, digits and . _ @ - and the hash is PBKDF2WithHmacSHA256:<iterations>:<salt>:<hash> in Base64; make one with \"java -jar bamotf-webhooks-cli.jar hash-password\""
              .formatted(key));
      return null;
    }
    int iterations = Integer.parseInt(matcher.group(4));
    if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
      values.addProblem(
          "%s has a hash of %s iterations; from %s to %s are allowed"
              .formatted(key, iterations, MIN_ITERATIONS, MAX_ITERATIONS));
      return null;
    }
    return new Settings.User(
        matcher.group(1), matcher.group(2).equals("operator"), new Secret(matcher.group(3)));
  }
}
