package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** One database of the PostgreSQL that all receivers share. */
final class Database {

  private final Postgres server;
  private final String name;

  /** One that is there. */
  Database(Postgres server, String name) {
    this.server = server;
    this.name = name;
  }

  /**
   * Makes the database, in a server that must be as durable as it is by default.
   *
   * @throws IllegalStateException if it is not
   */
  static Database create(Postgres server, String name) throws SQLException {
    server.createDatabase(name);
    Database database = new Database(server, name);
    for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
      String value = database.value("show " + setting);
      if (!"on".equals(value)) {
        throw new IllegalStateException("PostgreSQL runs with " + setting + " = " + value);
      }
    }
    return database;
  }

  Postgres server() {
    return server;
  }

  String name() {
    return name;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name, "postgres", "postgres");
  }

  /** H2's pool takes any driver. */
  JdbcConnectionPool pool() {
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {server.port()});
    source.setDatabaseName(name);
    source.setUser("postgres");
    source.setPassword("postgres");
    source.setDefaultAutoCommit(true);
    return JdbcConnectionPool.create(source);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String value(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(value(sql));
  }
}
