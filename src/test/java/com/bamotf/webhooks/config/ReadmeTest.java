package com.bamotf.webhooks.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The few settings in the README are settings, with the defaults of the code. */
class ReadmeTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(bamotf\\.[^`]+)` \\| (–|`[^`]+`) \\| .+ \\|$");
  private static final Pattern NAME = Pattern.compile("`(bamotf\\.[^`=]+)[`=]");

  @Test
  void showsEightSettingsWithTheirDefaults() throws IOException {
    List<MatchResult> rows = ROW.matcher(readme()).results().toList();
    assertThat(rows).hasSize(8);
    assertThat(rows)
        .allSatisfy(row -> assertThat(shown(setting(row.group(1)))).isEqualTo(row.group(2)));
  }

  @Test
  void namesNoSettingThatTheCodeDoesNotKnow() throws IOException {
    List<String> names =
        NAME.matcher(readme()).results().map(found -> found.group(1)).distinct().toList();
    assertThat(names).hasSizeGreaterThan(8).allSatisfy(ReadmeTest::setting);
  }

  private static Setting setting(String key) {
    return Arrays.stream(Setting.values())
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " is no setting"));
  }

  private static String shown(Setting setting) {
    return setting.defaultValue().isEmpty() ? "–" : "`" + setting.defaultValue() + "`";
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}
