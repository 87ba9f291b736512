package com.bamotf.webhooks.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is documented as the library's API is what is compared with the newest release. */
class PublicApiTest {

  private static final String SOURCES = "src/main/java/";
  private static final Pattern TYPE = Pattern.compile(SOURCES + "(.+)\\.java");
  private static final Pattern INCLUDE =
      Pattern.compile("<include>(com\\.bamotf\\.[\\w.]+)</include>");

  @Test
  void eachPackageAndTypeIsInBothLists() throws IOException {
    List<String> documented =
        Files.readAllLines(Path.of("src/release/javadoc.txt")).stream()
            .filter(line -> line.startsWith("com.bamotf.") || line.startsWith(SOURCES))
            .filter(line -> !line.endsWith("/package-info.java"))
            .map(line -> TYPE.matcher(line).replaceFirst("$1").replace('/', '.'))
            .toList();
    String pom = Files.readString(Path.of("pom.xml"));
    String comparison = pom.substring(pom.indexOf("<id>api-since-the-last-release</id>"));
    List<String> compared =
        INCLUDE.matcher(comparison).results().map(include -> include.group(1)).toList();
    assertThat(compared).containsExactlyInAnyOrderElementsOf(documented).isSorted();
  }
}
