package com.bamotf.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that only the sources show. */
class SourceRulesTest {

  /** Conversions that use the digits and separators of the JVM's default locale. */
  private static final Pattern LOCALIZED = Pattern.compile("%(\\d+\\$)?[-+ #0,(]*[\\d.]*[dfeEgGs]");

  private static final Pattern PLAIN_TEXT = Pattern.compile("%(\\d+\\$)?s");

  /** Some locales have digits of their own, which no database understands in a statement. */
  @Test
  void noTextDependsOnTheDigitsOfTheDefaultLocale() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      List<Path> files = sources.filter(path -> path.toString().endsWith(".java")).toList();
      assertThat(files).hasSizeGreaterThan(100);
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(
                          LOCALIZED
                              .matcher(Files.readString(file))
                              .results()
                              .map(found -> found.group())
                              .filter(found -> !PLAIN_TEXT.matcher(found).matches()))
                      .as("format numbers with %s")
                      .isEmpty());
    }
  }
}
