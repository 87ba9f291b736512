package com.bamotf.webhooks.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/** Reads single values and collects what is wrong with them. Not thread-safe. */
final class ValueReader {

  private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("//[^/]*@");

  private final Config config;
  private final List<String> problems = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();

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

  void addProblem(String problem) {
    problems.add(problem);
  }

  Duration duration(Setting setting, Duration min, Duration max) {
    return value(setting, text -> inRange(Duration.parse(text), min, max));
  }

  int integer(Setting setting, int min, int max) {
    return value(setting, text -> inRange(Integer.parseInt(text), min, max));
  }

  <T> Optional<T> optional(Setting setting, Function<String, T> parser) {
    return optional(setting.key(), setting, parser);
  }

  <T> Optional<T> optional(String key, Setting setting, Function<String, T> parser) {
    return value(
        key, setting, text -> text.isEmpty() ? Optional.empty() : Optional.of(parser.apply(text)));
  }

  <T> T value(Setting setting, Function<String, T> parser) {
    return value(setting.key(), setting, parser);
  }

  /**
   * @param key the name of the setting, or of one of its kind
   */
  <T> T value(String key, Setting setting, Function<String, T> parser) {
    String given =
        config
            .getOptionalValue(key, String.class)
            .map(String::strip)
            .orElse(setting.defaultValue());
    if (given.equals(setting.defaultValue())) {
      return parser.apply(given);
    }
    try {
      T value = parser.apply(given);
      changed.add(key + "=" + given);
      return value;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      problems.add(
          "%s is \"%s\", which is not allowed: %s (default %s)"
              .formatted(
                  key,
                  CREDENTIALS_IN_URL.matcher(given).replaceFirst("//***@"),
                  setting.description(),
                  setting.defaultValue().isEmpty() ? "none" : setting.defaultValue()));
      return parser.apply(setting.defaultValue());
    }
  }

  /** The parts of a list that is separated by commas. */
  static Set<String> names(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
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
