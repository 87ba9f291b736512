package com.bamotf.webhooks.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/settings.md says of a setting is what the code does, and it has them all. */
class SettingsPageTest {

  private static final Pattern HEADING = Pattern.compile("(?m)^### `(.+)`$");
  private static final Pattern NAME = Pattern.compile("\\bbamotf\\.[a-z0-9.-]*[a-z0-9]");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^- Type: (\\w+)\\. Default: (none|`[^`]+`)\\.(?: From `(.+)` to `(.+)`\\.)?$");
  private static final Pattern EXAMPLE = Pattern.compile("(?m)^- Example: `(.+?)`\\.");
  private static final Pattern REFUSED = Pattern.compile("(?m)^-.* ?Refused: `(.+?)`\\.$");

  /** Set in each attempt; an API key and a limit belong together. */
  private static final Map<String, String> NEEDED =
      Map.of(
          "bamotf.webhook.secret.account", "bamotf.webhook.secret",
          "bamotf.webhook.secret.modes", "bamotf.webhook.secret",
          "bamotf.reconcile.window", "bamotf.api.key");

  @TempDir Path folder;

  @Test
  void hasEachSettingOnceInTheOrderOfTheCode() throws IOException {
    assertThat(HEADING.matcher(page()).results().map(found -> found.group(1)))
        .containsExactlyElementsOf(Arrays.stream(Setting.values()).map(Setting::key).toList());
  }

  /** Those of single secrets and files, too, which have no heading. */
  @Test
  void namesNoSettingThatTheCodeDoesNotKnow() throws IOException {
    Map<String, String> named =
        NAME.matcher(page())
            .results()
            .map(MatchResult::group)
            .distinct()
            .collect(Collectors.toMap(name -> name, name -> "x"));
    assertThat(named).hasSizeGreaterThan(Setting.values().length);
    assertThat(SettingsReaderTest.reader(named).unknownNames()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatItDoesInTheWordsOfTheCode(Setting setting) throws IOException {
    assertThat(words(section(setting))).contains(words(setting.description()));
  }

  @ParameterizedTest
  @EnumSource
  void hasTheDefaultOfTheCode(Setting setting) throws IOException {
    String value = setting.defaultValue().isEmpty() ? "none" : "`" + setting.defaultValue() + "`";
    assertThat(type(setting).group(2)).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource
  void isASecretIfTheCodeHidesIt(Setting setting) throws IOException {
    assertThat(type(setting).group(1).equals("secret")).isEqualTo(setting.isSecret());
  }

  /** A secret can be in a file, and nothing else can. */
  @ParameterizedTest
  @EnumSource
  void canBeInAFileIfItIsASecret(Setting setting) {
    SettingsReader reader = SettingsReaderTest.reader(Map.of(setting.key() + ".file", "x"));
    assertThat(reader.unknownNames().isEmpty()).isEqualTo(setting.isSecret());
  }

  @ParameterizedTest
  @EnumSource
  void theExampleIsAccepted(Setting setting) throws IOException {
    String value = found(EXAMPLE, section(setting)).orElseThrow();
    assertThat(value).isNotEqualTo(setting.defaultValue());
    read(setting, value);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCalledRefusedIsRefusedWithTheNameOfTheSetting(Setting setting) throws IOException {
    Optional<String> value = found(REFUSED, section(setting));
    if (value.isPresent()) {
      assertRefused(setting, value.get());
    } else {
      assertThat(section(setting)).contains("Any value is accepted.");
      read(setting, "any value, even 0");
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothLimitsAreThoseOfTheCode(Setting setting) throws IOException {
    Matcher type = type(setting);
    boolean hasLimits = List.of("duration", "number", "size").contains(type.group(1));
    assertThat(type.group(3) != null).isEqualTo(hasLimits);
    if (hasLimits) {
      read(setting, type.group(3));
      read(setting, type.group(4));
      assertRefused(setting, beside(type.group(1), type.group(3), -1));
      assertRefused(setting, beside(type.group(1), type.group(4), 1));
    }
  }

  /** The next value in this direction. */
  private static String beside(String type, String limit, int step) {
    return switch (type) {
      case "duration" -> Duration.parse(limit).plusMillis(step).toString();
      case "number" -> String.valueOf(Integer.parseInt(limit) + step);
      default -> {
        int factor = limit.endsWith("KiB") ? 1024 : 1024 * 1024;
        yield String.valueOf(Integer.parseInt(limit.split(" ")[0]) * factor + step);
      }
    };
  }

  private void assertRefused(Setting setting, String value) {
    assertThatThrownBy(() -> read(setting, value))
        .as("%s=%s", setting.key(), value)
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(setting.key());
  }

  private void read(Setting setting, String value) throws IOException {
    Map<String, String> given = new HashMap<>();
    String needed = NEEDED.get(setting.key());
    if (needed != null) {
      given.put(needed, "needed");
    }
    given.put(setting.key(), value);
    if (setting == Setting.WEBHOOK_SECRET_FILE) {
      given.put(setting.key(), inThisFolder(value).toString());
      new SettingsReader(SettingsReaderTest.properties(given)).read();
    } else {
      SettingsReaderTest.read(given);
    }
  }

  /** The file is there unless its name says otherwise. */
  private Path inThisFolder(String path) throws IOException {
    Path file = folder.resolve(Path.of(path).getFileName());
    return path.endsWith("missing") ? file : Files.writeString(file, "my-secret");
  }

  private static Matcher type(Setting setting) throws IOException {
    Matcher type = TYPE.matcher(section(setting));
    assertThat(type.find()).as("the type of %s", setting.key()).isTrue();
    return type;
  }

  private static Optional<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).findFirst();
  }

  /** From the heading of the setting to the next one. */
  private static String section(Setting setting) throws IOException {
    List<String> parts = new ArrayList<>(List.of(page().split("(?m)^(?=##)")));
    return parts.stream()
        .filter(part -> part.startsWith("### `" + setting.key() + "`\n"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("docs/settings.md lacks " + setting.key()));
  }

  private static String words(String text) {
    return text.replace("`", "").replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/settings.md"));
  }
}
