package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Open Liberty's class loader lists no folder; Flyway finds one there by this empty file. */
class MigrationFoldersTest {

  @Test
  void everyFolderOfMigrationsCanBeFoundOnOpenLiberty() throws IOException, URISyntaxException {
    Path classes =
        Path.of(InboxDatabase.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      assertThat(files.filter(file -> file.toString().endsWith(".sql")).map(Path::getParent))
          .isNotEmpty()
          .allSatisfy(folder -> assertThat(folder.resolve("flyway.location")).isEmptyFile());
    }
  }
}
