package com.bamotf.webhooks.inbox.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2FilesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "file:", "async:"})
  void onlyTheOwnerCanReadThem(String fileSystem) throws Exception {
    Path database = folder.resolve("inbox");
    Path trace = Files.writeString(folder.resolve("inbox.trace.db"), "");
    try (Connection connection =
        DriverManager.getConnection("jdbc:h2:" + fileSystem + database, "sa", "")) {
      Path data = folder.resolve("inbox.mv.db");
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rw-r--r--"));
      H2Files.makePrivate(connection);
      assertThat(permissions(data)).isEqualTo("rw-------");
      assertThat(permissions(trace)).isEqualTo("rw-------");
    }
  }

  /** Its path is one of another machine. */
  @Test
  void thoseOfARemoteDatabaseAreLeftAlone() throws Exception {
    Server server =
        Server.createTcpServer("-tcpPort", "0", "-baseDir", folder.toString(), "-ifNotExists")
            .start();
    String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./inbox";
    try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
      Path data = folder.resolve("inbox.mv.db");
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rw-r--r--"));
      H2Files.makePrivate(connection);
      assertThat(permissions(data)).isEqualTo("rw-r--r--");
    } finally {
      server.stop();
    }
  }

  @Test
  void inMemoryThereIsNone() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:files", "sa", "")) {
      assertThatCode(() -> H2Files.makePrivate(connection)).doesNotThrowAnyException();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
