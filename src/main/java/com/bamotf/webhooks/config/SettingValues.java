package com.bamotf.webhooks.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Reads single values and collects what is wrong with them, so that all problems are told at once.
 * Not thread-safe.
 */
final class SettingValues {

  /** Credentials that somebody wrote into a URL. */
  private static final Pattern WITHIN_URL = Pattern.compile("//[^/]*@");

  private final Config config;
  private final List<String> problems = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();

  SettingValues(Config config) {
    this.config = config;
  }

  Duration duration(Setting setting, Duration least, Duration most) {
    return value(setting, text -> inRange(Duration.parse(text), least, most));
  }

  /** A duration of whole seconds. */
  Duration seconds(Setting setting, Duration least, Duration most) {
    return value(
        setting,
        text -> {
          Duration value = inRange(Duration.parse(text), least, most);
          require(value.equals(value.truncatedTo(ChronoUnit.SECONDS)));
          return value;
        });
  }

  int integer(Setting setting, int least, int most) {
    return value(
        setting,
        text -> {
          int value = Integer.parseInt(text);
          require(value >= least && value <= most);
          return value;
        });
  }

  /** A number of bytes, written as {@code 4096}, {@code 4 KiB} or {@code 1 MiB}. */
  int size(Setting setting, int least, int most) {
    return value(
        setting,
        text -> {
          String upper = text.toUpperCase(Locale.ROOT);
          int factor = upper.endsWith("KIB") ? 1024 : upper.endsWith("MIB") ? 1024 * 1024 : 1;
          String digits = factor == 1 ? upper : upper.substring(0, upper.length() - 3).strip();
          long value = Math.multiplyExact(Long.parseLong(digits), factor);
          require(value >= least && value <= most);
          return (int) value;
        });
  }

  <T> T value(Setting setting, Function<String, T> parser) {
    Optional<String> given = text(setting.key());
    if (given.isPresent()) {
      try {
        T value = parser.apply(given.get().strip());
        if (!given.get().strip().equals(setting.defaultValue())) {
          changed.add(setting.key() + "=" + given.get().strip());
        }
        return value;
      } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
        problems.add(
            "%s is \"%s\", which is not allowed: %s (default %s)"
                .formatted(
                    setting.key(),
                    WITHIN_URL.matcher(given.get()).replaceFirst("//***@"),
                    setting.description(),
                    setting.defaultValue().isEmpty() ? "none" : setting.defaultValue()));
      }
    }
    return parser.apply(setting.defaultValue());
  }

  /**
   * A secret as it was written. MicroProfile Config would expand {@code ${…}} and undo escapes
   * inside of it, which would silently make another secret of it; only a value that is one
   * reference as a whole is followed.
   */
  Optional<Secret> secret(String key) {
    ConfigValue value = config.getConfigValue(key);
    String raw = value.getRawValue();
    if (raw == null || isReference(raw)) {
      raw = text(key).orElse("");
    }
    return raw.isEmpty() ? Optional.empty() : Optional.of(new Secret(raw));
  }

  void problem(String problem) {
    problems.add(problem);
  }

  List<String> problems() {
    return problems;
  }

  /** The settings that differ from their default, as {@code name=value}, without secrets. */
  List<String> changed() {
    return changed;
  }

  private Optional<String> text(String key) {
    return config.getOptionalValue(key, String.class);
  }

  private static boolean isReference(String raw) {
    return raw.startsWith("${") && raw.indexOf('}') == raw.length() - 1;
  }

  private static Duration inRange(Duration value, Duration least, Duration most) {
    require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
    return value;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("out of range");
    }
  }
}
