package com.bamotf.webhooks.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of settings in the README is the one of the code. */
class ReadmeTest {

  @Test
  void listsEverySettingAsItIs() throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains(table());
  }

  private static String table() {
    return Arrays.stream(Setting.values())
        .map(ReadmeTest::row)
        .collect(
            Collectors.joining(
                "\n", "| setting | default | what it does |\n| --- | --- | --- |\n", "\n"));
  }

  private static String row(Setting setting) {
    String value = setting.defaultValue().isEmpty() ? "–" : "`" + setting.defaultValue() + "`";
    return "| `%s` | %s | %s |".formatted(setting.key(), value, setting.description());
  }
}
