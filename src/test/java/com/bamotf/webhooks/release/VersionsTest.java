package com.bamotf.webhooks.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The version is that of the POM wherever a user copies it, so a release forgets none. */
class VersionsTest {

  private static final Pattern OURS =
      Pattern.compile(
          "<artifactId>bamotf-webhooks(?:-benchmark)?</artifactId>\\s*<version>([^<]+)</version>");

  @Test
  void everyFileNamesTheVersionOfThePom() throws IOException {
    String version = Pom.version();
    for (String page : List.of("README.md", "docs/testing.md", "docs/getting-started.md")) {
      assertThat(versions(page)).as(page).isNotEmpty();
    }
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      for (Path page : docs.filter(Files::isRegularFile).toList()) {
        if (page.toString().endsWith(".md")) {
          assertThat(versions(page.toString())).as("%s", page).allMatch(version::equals);
        }
      }
    }
    assertThat(versions("README.md")).containsOnly(version);
    assertThat(versions("src/it/shop/pom.xml")).hasSize(2).containsOnly(version);
    assertThat(versions("src/benchmark/pom.xml"))
        .contains(version, "${project.version}")
        .containsOnly(version, "${project.version}");
  }

  @Test
  void theApiIsThatOfTheRelease() throws IOException {
    assertThat(Files.readString(Path.of("docs/admin-api.yaml")))
        .contains("\n  version: " + Pom.version().replace("-SNAPSHOT", "") + "\n");
  }

  /** A POM without one of these is refused by Maven Central. */
  @Test
  void thePomHasWhatMavenCentralAsksFor() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    assertThat(List.of("name", "description", "url", "licenses", "developers", "scm"))
        .allSatisfy(element -> assertThat(pom).contains("\n  <" + element + ">"));
  }

  private static List<String> versions(String file) throws IOException {
    return OURS.matcher(Files.readString(Path.of(file)))
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
