package com.bamotf.webhooks.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on troubleshooting explains the codes of the log, and no others. */
class TroubleshootingTest {

  private static final Pattern ENTRY =
      Pattern.compile("(?m)^- \\*\\*(BAMOTF\\d+)\\*\\*: .+\n(?:  [^-].*\n)*  - What to do: .+$");
  private static final Pattern CODE = Pattern.compile("BAMOTF\\d+");

  @Test
  void explainsEachCodeOnceInTheOrderOfTheCode() throws IOException {
    assertThat(entries().map(entry -> entry.group(1))).containsExactlyElementsOf(codes());
  }

  @Test
  void noDocumentRefersToAnotherCode() throws IOException {
    for (Path document : documents()) {
      assertThat(CODE.matcher(Files.readString(document)).results().map(MatchResult::group))
          .as("%s", document)
          .isSubsetOf(codes());
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(docs, Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }

  private static Stream<MatchResult> entries() throws IOException {
    return ENTRY.matcher(page()).results();
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/troubleshooting.md"));
  }

  /** In ascending order, which is that of the class. */
  private static List<String> codes() {
    return Arrays.stream(LogCodes.class.getFields())
        .map(TroubleshootingTest::value)
        .sorted()
        .toList();
  }

  private static String value(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
