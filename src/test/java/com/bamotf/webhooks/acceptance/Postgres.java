package com.bamotf.webhooks.acceptance;

import com.bamotf.webhooks.Waiting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A real PostgreSQL in a process of its own. */
public final class Postgres implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on");

  private final EmbeddedPostgres server;
  private final String host;
  private final int port;

  public Postgres() {
    this(Map.of());
  }

  private Postgres(EmbeddedPostgres server, String host, int port) {
    this.server = server;
    this.host = host;
    this.port = port;
  }

  private Postgres(Map<String, String> settings) {
    EmbeddedPostgres.Builder builder = builder();
    settings.forEach(builder::setServerConfig);
    try {
      server = builder.start();
      host = LOOPBACK;
      port = server.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder().setPGStartupWait(Waiting.LIMIT);
  }

  /**
   * As PostgreSQL is by default, where each commit is flushed to the disk; the embedded one starts
   * without.
   */
  public static Postgres durable() {
    return new Postgres(DURABLE);
  }

  /**
   * A durable one on data that are there already, which it keeps when it is closed.
   *
   * @param port where it listens
   */
  static Postgres on(Path data, int port) {
    EmbeddedPostgres.Builder builder = builder();
    DURABLE.forEach(builder::setServerConfig);
    builder.setDataDirectory(data).setCleanDataDirectory(false).setPort(port);
    try {
      return new Postgres(builder.start(), LOOPBACK, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As for two resources in one transaction, of which it is one. */
  public static Postgres withPreparedTransactions() {
    return new Postgres(Map.of("max_prepared_transactions", "40"));
  }

  /** The same database as whoever is told its port sees it, by something that stands between. */
  Postgres behind(int otherPort) {
    return new Postgres(server, host, otherPort);
  }

  /** The same database as whoever is told that it is here or at the other port. */
  Postgres orAt(int otherPort) {
    return new Postgres(server, host + ":" + otherPort + "," + host, port);
  }

  /** Where a server finds it, as the shipped set-ups take it. */
  String host() {
    return host;
  }

  /** Where a server finds it; the methods below always reach it itself. */
  public int port() {
    return port;
  }

  /** A transaction that stays open until it is committed, or rolled back when closed. */
  static final class Session implements AutoCloseable {

    private final Connection connection;

    private Session(Connection connection) {
      this.connection = connection;
    }

    void execute(String sql) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    void commit() {
      try {
        connection.commit();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Session session(String database) {
    try {
      Connection connection = server.getDatabase("postgres", database, Map.of()).getConnection();
      connection.setAutoCommit(false);
      return new Session(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public void createDatabase(String name) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public void execute(String database, String sql) {
    try (Connection connection =
            server.getDatabase("postgres", database, Map.of()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one value of a query, as text. */
  public String value(String database, String sql) {
    try (Connection connection =
            server.getDatabase("postgres", database, Map.of()).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
