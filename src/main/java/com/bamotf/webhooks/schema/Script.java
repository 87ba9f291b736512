package com.bamotf.webhooks.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.config.Settings.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A migration script.
 *
 * @param file the path on the class path
 */
record Script(String component, int version, String name, String file, String sql) {

  /**
   * @throws IllegalStateException if the file is missing
   */
  static Script read(Migrations migrations, Database database, String name) {
    String file = "migration/%s/%s".formatted(database.name().toLowerCase(Locale.ROOT), name);
    String fullName = migrations.home().getPackageName().replace('.', '/') + "/" + file;
    try (InputStream content = migrations.home().getResourceAsStream(file)) {
      if (content == null) {
        throw new IllegalStateException(
            "bamotf webhooks cannot start: the file %s is missing from the application; use the library as it was published"
                .formatted(fullName));
      }
      return new Script(
          migrations.component(),
          migrations.names().indexOf(name) + 1,
          name,
          fullName,
          new String(content.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Independent of line endings. */
  String checksum() {
    CRC32 checksum = new CRC32();
    sql.lines().forEach(line -> checksum.update((line + "\n").getBytes(UTF_8)));
    return "%08x".formatted(checksum.getValue());
  }
}
