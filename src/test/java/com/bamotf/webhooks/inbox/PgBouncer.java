package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** PgBouncer in transaction mode before the tests' PostgreSQL, with fewer sessions than clients. */
public final class PgBouncer implements AutoCloseable {

  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/pgbouncer"), Path.of("/usr/bin/pgbouncer"));

  private final int port = freePort();
  private final Path log;
  private final Process process;

  /**
   * @param folder empty
   */
  public PgBouncer(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    log = folder.resolve("pgbouncer.log");
    Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), settings());
    ProcessBuilder command = new ProcessBuilder(program().toString(), settings.toString());
    if (System.getProperty("user.name").equals("root")) { // which it refuses to run as
      command.command().addAll(1, List.of("-u", "nobody"));
    }
    process =
        command
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Waiting.await().until(this::listens);
  }

  private static Path program() {
    return PLACES.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("install Debian's package pgbouncer, as .ci/run does"));
  }

  private String settings() {
    return """
        [databases]
        * = host=127.0.0.1 port=%s user=postgres
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %s
        unix_socket_dir =
        auth_type = any
        pool_mode = transaction
        default_pool_size = 4
        max_client_conn = 100
        ignore_startup_parameters = extra_float_digits
        """
        .formatted(TestDatabases.postgresPort(), port);
  }

  private boolean listens() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("pgbouncer has ended: " + Files.readString(log));
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** A pool of clients; the driver prepares statements after this many uses, or never if 0. */
  public DataSource dataSource(String database, int prepareThreshold) {
    PGConnectionPoolDataSource source = TestDatabases.source(database, "postgres", port);
    source.setPrepareThreshold(prepareThreshold);
    return TestDatabases.pool(source);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.MINUTES).join();
  }
}
