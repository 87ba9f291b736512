package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.SchemaMigrations;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Open Liberty's class loader lists no folder; Flyway finds one there by this empty file. */
public class MigrationFoldersTest {

  /** A script that is not named would never be applied to tables that are there already. */
  public static void assertNamesEveryScript(SchemaMigrations migrations)
      throws IOException, URISyntaxException {
    for (String database : List.of("postgresql", "h2")) {
      try (Stream<Path> files =
          Files.list(classes().resolve(migrations.folder() + "/" + database))) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .filteredOn(name -> name.endsWith(".sql"))
            .containsExactlyInAnyOrderElementsOf(migrations.scripts());
      }
    }
  }

  @Test
  void everyScriptOfTheInboxIsNamed() throws IOException, URISyntaxException {
    assertNamesEveryScript(InboxLifecycle.migrations());
  }

  @Test
  void everyFolderOfMigrationsCanBeFoundOnOpenLiberty() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.walk(classes())) {
      assertThat(files.filter(file -> file.toString().endsWith(".sql")).map(Path::getParent))
          .isNotEmpty()
          .allSatisfy(folder -> assertThat(folder.resolve("flyway.location")).isEmptyFile());
    }
  }

  private static Path classes() throws URISyntaxException {
    return Path.of(InboxDatabase.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
