package com.bamotf.webhooks.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A number that is missing looks like a record that was lost. */
class DecisionsTest {

  private static final Path FOLDER = Path.of("docs", "decisions");

  @Test
  void theirNumbersHaveNoGaps() throws IOException {
    List<String> files = files();
    assertThat(files).hasSizeGreaterThan(60);
    assertThat(files.stream().map(file -> file.substring(0, 4)))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, files.size()).mapToObj("%04d"::formatted).toList());
  }

  @Test
  void theIndexHasEachInOrder() throws IOException {
    String index = Files.readString(FOLDER.resolve("README.md"));
    Pattern row = Pattern.compile("(?m)^\\| \\[(\\d{4})]\\((\\1-[a-z0-9-]+\\.md)\\) \\| ");
    assertThat(row.matcher(index).results().map(found -> found.group(2)))
        .containsExactlyElementsOf(files());
  }

  @Test
  void eachIsTitledWithItsNumber() throws IOException {
    for (String file : files()) {
      assertThat(Files.readString(FOLDER.resolve(file)))
          .containsPattern("(?m)^# " + file.substring(0, 4) + " \\S");
    }
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .sorted()
          .toList();
    }
  }
}
