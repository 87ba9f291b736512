package com.bamotf.webhooks.schema;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A released script never changes: a database that has it already would keep the old tables, and
 * the release would refuse to start on it. Whoever needs other tables adds a script, and its line
 * here. Until 0.1.0 is released, a changed script gets its new checksum here.
 */
class ReleasedScriptsTest {

  private static final Path RESOURCES = Path.of("src", "main", "resources", "com", "bamotf");

  /** By file, the checksum that users' databases hold. */
  private static final Map<String, String> SCRIPTS =
      new TreeMap<>(
          Map.ofEntries(
              // 0.1.0
              entry("webhooks/schema/migration/h2/V1__library.sql", "55a162f3"),
              entry("webhooks/schema/migration/postgresql/V1__library.sql", "bd59298e"),
              entry("webhooks/war/ledger/migration/h2/V1__ledger.sql", "d20cf4fc"),
              entry("webhooks/war/ledger/migration/postgresql/V1__ledger.sql", "56f8a02a")));

  @Test
  void noReleasedScriptWasEdited() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).toList()) {
        String name = RESOURCES.relativize(file).toString().replace('\\', '/');
        found.put(name, new Script("", 1, name, name, Files.readString(file)).checksum());
      }
    }
    assertThat(found)
        .as("a released script never changes: write a new one, and add its line to this test")
        .isEqualTo(SCRIPTS);
  }
}
