package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.Waiting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * Fresh, empty databases: H2 in memory, and PostgreSQL in one real server that lives as long as the
 * tests' JVM.
 */
public final class TestDatabases {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabases() {}

  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        Path folder = Files.createTempDirectory("bamotf-postgres");
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setPGStartupWait(Waiting.LIMIT)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, folder)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * Each test leaves a database of about 300 files. To delete them all takes longer than the 30 s
     * after which Surefire kills the JVM, so another process does it.
     */
    private static void close(EmbeddedPostgres server, Path folder) {
      try {
        server.close();
        new ProcessBuilder("rm", "-rf", folder.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public static DataSource h2() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:test" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    JdbcConnectionPool pool = JdbcConnectionPool.create(source);
    pool.setMaxConnections(30);
    return pool;
  }

  public static DataSource postgres() {
    String name = "test" + NUMBER.incrementAndGet();
    try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return postgres(name);
  }

  /** The same database by new connections. */
  public static DataSource postgres(String name) {
    return postgres(name, "postgres");
  }

  public static DataSource postgres(String name, String user) {
    return pool(source(name, user, postgresPort()));
  }

  static int postgresPort() {
    return Postgres.SERVER.getPort();
  }

  static PGConnectionPoolDataSource source(String name, String user, int port) {
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(name);
    source.setUser(user);
    source.setDefaultAutoCommit(true);
    return source;
  }

  static DataSource pool(ConnectionPoolDataSource source) {
    // H2's pool takes any driver, and a server would pool as well.
    JdbcConnectionPool pool = JdbcConnectionPool.create(source);
    pool.setMaxConnections(30);
    return pool;
  }
}
