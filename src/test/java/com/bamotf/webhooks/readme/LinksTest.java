package com.bamotf.webhooks.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each link of the documents to a file or a heading of this project leads somewhere. */
class LinksTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");

  @Test
  void eachLinkLeadsSomewhere() throws IOException {
    List<Path> documents = documents();
    assertThat(documents).hasSizeGreaterThan(60);
    for (Path document : documents) {
      assertThat(links(document))
          .as("links of %s that lead nowhere", document)
          .allMatch(link -> leadsSomewhere(document, link));
    }
  }

  @Test
  void aMissingFileOrHeadingIsFound() {
    Path readme = Path.of("README.md");
    assertThat(List.of("docs/servers.md#refused-deployments", "#settings", "LICENSE"))
        .allMatch(link -> leadsSomewhere(readme, link));
    assertThat(List.of("docs/missing.md", "docs/servers.md#missing", "#missing"))
        .noneMatch(link -> leadsSomewhere(readme, link));
  }

  @Test
  void theIndexHasEachDocument() throws IOException {
    Path index = Path.of("docs/README.md");
    List<Path> indexed =
        links(index).stream().map(link -> index.resolveSibling(link).normalize()).toList();
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      assertThat(files.filter(file -> Files.isRegularFile(file) && !file.equals(index)))
          .hasSizeGreaterThan(15)
          .isSubsetOf(indexed);
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> root = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(root, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static List<String> links(Path document) throws IOException {
    String text = CODE.matcher(Files.readString(document)).replaceAll("");
    Predicate<String> isOfTheProject = link -> !link.contains(":");
    return LINK.matcher(text).results().map(link -> link.group(1)).filter(isOfTheProject).toList();
  }

  private static boolean leadsSomewhere(Path document, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
    return Files.exists(target) && (parts.length == 1 || hasHeading(target, parts[1]));
  }

  private static boolean hasHeading(Path document, String anchor) {
    try {
      return HEADING
          .matcher(Files.readString(document))
          .results()
          .map(LinksTest::anchor)
          .anyMatch(anchor::equals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As GitHub makes it. */
  private static String anchor(MatchResult heading) {
    return heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
  }
}
