package com.bamotf.webhooks.inbox.database;

import static java.lang.System.Logger.Level.DEBUG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The files of an embedded H2, which it creates for every user of the machine to read. */
final class H2Files {

  private static final System.Logger LOG = System.getLogger(H2Files.class.getName());

  private static final String OWNER_ONLY = "rw-------";

  /** The data; and a trace, which can quote statements. */
  private static final List<String> SUFFIXES = List.of(".mv.db", ".trace.db");

  private H2Files() {}

  /** Leaves only the owner's rights, where files have such rights. Does nothing in memory. */
  static void makePrivate(Connection connection) throws SQLException {
    if (isRemote(connection)) {
      return;
    }
    String path = path(connection);
    for (String suffix : SUFFIXES) {
      Path file = Path.of(path + suffix);
      if (Files.exists(file)) {
        makePrivate(file);
      }
    }
  }

  private static void makePrivate(Path file) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(DEBUG, "Cannot restrict access to " + file, e); // Windows, or another owner
    }
  }

  /** The path would be one of another machine. */
  private static boolean isRemote(Connection connection) throws SQLException {
    String url = connection.getMetaData().getURL();
    String lower = url == null ? "" : url.toLowerCase(Locale.ROOT);
    return lower.startsWith("jdbc:h2:tcp:") || lower.startsWith("jdbc:h2:ssl:");
  }

  /** Without the name of H2's file system, such as {@code async:}; empty in memory. */
  private static String path(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            "select database_path()",
            row -> Objects.requireNonNullElse(row.getString(1), ""))
        .orElseThrow()
        .replaceFirst("^([a-z]{2,}:)+", "");
  }
}
