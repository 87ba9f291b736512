package com.bamotf.webhooks.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Long lines are read by nobody. A table whose rows do not fit is a list. */
class LineLengthTest {

  private static final int LIMIT = 160;

  @Test
  void noLineOfADocumentIsLongerThanALineOfAScreen() throws IOException {
    List<Path> documents = documents();
    assertThat(documents).hasSizeGreaterThan(60);
    for (Path document : documents) {
      assertThat(Files.readAllLines(document))
          .as("%s", document)
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(LIMIT));
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }
}
