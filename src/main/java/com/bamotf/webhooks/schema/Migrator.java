package com.bamotf.webhooks.schema;

import com.bamotf.webhooks.config.Settings.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Applies the scripts that are not in {@link History}, each in one transaction and under a lock
 * that makes other servers wait. If there are none, it only reads. It leaves no session state
 * behind, so it works with a connection pooler. Thread-safe.
 */
public final class Migrator {

  // Neither outlives the transaction. At "read committed", reads after the lock see what was
  // committed before it was granted.
  static final String POSTGRESQL_LOCK =
      """
      set transaction isolation level read committed;
      select pg_advisory_xact_lock(hashtextextended('com.bamotf.webhooks.schema', 0))
      """;

  static final String H2_LOCK_TABLE =
      "create table if not exists bamotf_schema_lock (id integer primary key)";

  // Never committed: other servers wait to insert the same row.
  static final String H2_LOCK = "insert into bamotf_schema_lock values (1)";

  private static final String FIND_SCHEMA =
      "select 1 from information_schema.schemata where schema_name = ?";

  /** Must commit by itself. */
  @FunctionalInterface
  private interface Work {
    void run() throws SQLException;
  }

  private final DataSource dataSource;
  private final Database database;
  private final Optional<String> schema;

  /**
   * @param schema for the tables, created if it is missing; empty for the data source's default
   */
  public Migrator(DataSource dataSource, Database database, Optional<String> schema) {
    this.dataSource = dataSource;
    this.database = database;
    this.schema = schema;
  }

  /**
   * Must be called outside a transaction.
   *
   * @param others applied after the library's own
   * @return the version of each component, such as {@code library 1}
   * @throws SQLException if a statement fails; a later call continues with the script that failed
   * @throws IllegalStateException if a script is missing, or the tables were created by other
   *     scripts
   */
  public List<String> migrate(List<Migrations> others) throws SQLException {
    List<Migrations> all = Stream.concat(Stream.of(Migrations.LIBRARY), others.stream()).toList();
    List<Script> scripts = all.stream().flatMap(each -> each.scripts(database)).toList();
    try (Connection connection = dataSource.getConnection()) {
      History history = new History(schema.orElse(connection.getSchema()), scripts);
      inTransaction(
          connection,
          () -> {
            if (!history.pending(connection).isEmpty()) {
              connection.rollback(); // the lock must be the first statement of a transaction
              apply(connection, history);
            }
          });
    }
    return all.stream().map(Migrations::latest).toList();
  }

  private void apply(Connection connection, History history) throws SQLException {
    if (database == Database.POSTGRESQL) {
      applyEach(connection, history);
      return;
    }
    String own = connection.getSchema();
    // On H2, each "create" commits and would release the lock, so another connection holds it.
    try (Connection lock = dataSource.getConnection()) {
      inTransaction(
          lock,
          () -> {
            execute(lock, H2_LOCK_TABLE);
            execute(lock, H2_LOCK);
            applyEach(connection, history);
          });
    } finally {
      connection.setSchema(own);
    }
  }

  private void applyEach(Connection connection, History history) throws SQLException {
    while (applyNext(connection, history)) {
      connection.commit();
    }
  }

  private boolean applyNext(Connection connection, History history) throws SQLException {
    if (database == Database.POSTGRESQL) {
      execute(connection, POSTGRESQL_LOCK);
    }
    List<Script> pending = history.pending(connection);
    if (pending.isEmpty()) {
      return false;
    }
    Script script = pending.get(0);
    try {
      if (schema.isPresent()) {
        enter(connection, schema.get());
      }
      execute(connection, script.sql());
    } catch (SQLException e) {
      throw new SQLException(script.file() + ": " + e.getMessage(), e.getSQLState(), e);
    }
    history.saveChecksum(connection, script);
    return true;
  }

  private void enter(Connection connection, String name) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND_SCHEMA)) {
      find.setString(1, name);
      if (!find.executeQuery().next()) {
        execute(connection, "create schema \"%s\"".formatted(name));
      }
    }
    boolean postgresql = database == Database.POSTGRESQL;
    execute(
        connection, (postgresql ? "set local search_path to" : "set schema") + " \"" + name + "\"");
  }

  private static void inTransaction(Connection connection, Work work) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      work.run();
    } finally {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
