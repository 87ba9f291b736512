package com.bamotf.webhooks.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Reads single values and collects what is wrong with them. Not thread-safe. */
final class ValueReader {

  /** How many secrets or API keys there may be. */
  static final int MAX_NUMBER = 9;

  /** What Java puts in place of bytes that are not valid in the charset of the environment. */
  private static final char UNDECODABLE = '\uFFFD';

  private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("//[^/]*@");

  private final Config config;
  private final List<String> problems = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  ValueReader(Config config) {
    this.config = config;
  }

  List<String> problems() {
    return problems;
  }

  /** The settings that differ from their default, as {@code name=value}, without secrets. */
  List<String> changed() {
    return changed;
  }

  /** What is probably a mistake but allowed; without secrets. */
  List<String> warnings() {
    return warnings;
  }

  void addProblem(String problem) {
    problems.add(problem);
  }

  /** All secrets of a kind by their number. */
  Map<Integer, Secret> secrets(Setting first) {
    Map<Integer, Secret> secrets = new TreeMap<>();
    for (int i = 1; i <= MAX_NUMBER; i++) {
      int number = i;
      secret(numbered(first, i)).ifPresent(secret -> secrets.put(number, secret));
    }
    return secrets;
  }

  static String numbered(Setting first, int number) {
    return number == 1 ? first.key() : first.key() + "." + number;
  }

  /**
   * The raw value: MicroProfile Config would expand {@code ${…}} and unescape within a secret, and
   * so change it. Only a value that is one whole reference is resolved.
   */
  Optional<Secret> secret(String key) {
    ConfigValue value = config.getConfigValue(key);
    String raw = value.getRawValue();
    if (raw == null || (raw.startsWith("${") && raw.indexOf('}') == raw.length() - 1)) {
      raw = config.getOptionalValue(key, String.class).orElse("");
    }
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    String oddity = oddity(raw);
    if (oddity != null) {
      warnings.add(key + " " + oddity);
    }
    return Optional.of(new Secret(raw));
  }

  /** What is probably a mistake in a secret, which is used as it is all the same. */
  private static @Nullable String oddity(String secret) {
    char first = secret.charAt(0);
    char last = secret.charAt(secret.length() - 1);
    if (Character.isWhitespace(first) || Character.isWhitespace(last)) {
      return "begins or ends with a space or a line break";
    }
    if (secret.length() > 1 && first == last && (first == '"' || first == '\'')) {
      return "is enclosed in quotes";
    }
    return secret.indexOf(UNDECODABLE) < 0
        ? null
        : "contains a character that Java could not decode; check the locale of the server's process (LANG)";
  }

  Duration duration(Setting setting, Duration min, Duration max) {
    return value(setting, text -> inRange(Duration.parse(text), min, max));
  }

  int integer(Setting setting, int min, int max) {
    return value(setting, text -> inRange(Integer.parseInt(text), min, max));
  }

  <T> Optional<T> optional(Setting setting, Function<String, T> parser) {
    return value(
        setting, text -> text.isEmpty() ? Optional.empty() : Optional.of(parser.apply(text)));
  }

  <T> T value(Setting setting, Function<String, T> parser) {
    String given =
        config
            .getOptionalValue(setting.key(), String.class)
            .map(String::strip)
            .orElse(setting.defaultValue());
    if (given.equals(setting.defaultValue())) {
      return parser.apply(given);
    }
    try {
      T value = parser.apply(given);
      changed.add(setting.key() + "=" + given);
      return value;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      problems.add(
          "%s is \"%s\", which is not allowed: %s (default %s)"
              .formatted(
                  setting.key(),
                  CREDENTIALS_IN_URL.matcher(given).replaceFirst("//***@"),
                  setting.description(),
                  setting.defaultValue().isEmpty() ? "none" : setting.defaultValue()));
      return parser.apply(setting.defaultValue());
    }
  }

  static <T extends Comparable<T>> T inRange(T value, T min, T max) {
    return require(value, each -> each.compareTo(min) >= 0 && each.compareTo(max) <= 0);
  }

  static <T> T require(T value, Predicate<T> allowed) {
    if (!allowed.test(value)) {
      throw new IllegalArgumentException("not allowed");
    }
    return value;
  }
}
