package com.bamotf.webhooks.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.bamotf.webhooks.config.Settings.Database;
import com.bamotf.webhooks.inbox.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PostgresMigratorTest extends MigratorContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }

  @Override
  Database database() {
    return Database.POSTGRESQL;
  }

  @Override
  DataSource guest() throws SQLException {
    String database = value("select current_database()");
    String user = "guest_of_" + database; // users are those of the whole server
    execute(
        "create role " + user + " login",
        "revoke create on schema public from public",
        "grant select on all tables in schema public to " + user);
    if (!value("select count(*) from pg_namespace where nspname = '" + SCHEMA + "'").equals("0")) {
      execute(
          "grant usage on schema " + SCHEMA + " to " + user,
          "grant select on all tables in schema " + SCHEMA + " to " + user);
    }
    return TestDatabases.postgres(database, user);
  }

  @Test
  void aScriptThatFailsLeavesNothing() throws SQLException {
    assertThatThrownBy(() -> migrate("V1__shelf.sql", "V2__broken.sql"))
        .isInstanceOf(SQLException.class);
    assertThat(value("select to_regclass('bamotf_lamp')")).isNull();
  }

  /** A pooler may use another session for each transaction. */
  @Test
  void nothingStaysOnTheSession() throws SQLException {
    String path = value("show search_path");
    new Migrator(data, database(), Optional.of(SCHEMA)).migrate(List.of());
    assertThat(value("show search_path")).isEqualTo(path);
    assertThat(value("select count(*) from pg_locks where locktype = 'advisory'")).isEqualTo("0");
  }

  /** Whatever the pool's isolation level, it sees what another server has applied meanwhile. */
  @Test
  void waitsForTheServerThatHasTheLock() throws SQLException {
    execute(
        "alter database %s set default_transaction_isolation to 'repeatable read'"
            .formatted(value("select current_database()")));
    DataSource later = TestDatabases.postgres(value("select current_database()"));
    try (Connection first = data.getConnection();
        Statement statement = first.createStatement()) {
      first.setAutoCommit(false);
      statement.execute(Migrator.POSTGRESQL_LOCK);
      CompletableFuture<?> second = migrateOnAnotherThread(later);
      await().until(() -> value("select count(*) from pg_locks where not granted").equals("1"));
      statement.execute(Migrations.LIBRARY.scripts(database()).toList().get(0).sql());
      first.commit();
      assertThat(second).succeedsWithin(Duration.ofMinutes(10));
      first.setAutoCommit(true);
    }
  }

  @Test
  void theTablesOfAnotherSchemaDoNotCount() throws SQLException {
    migrate();
    String name = value("select current_database()");
    execute(
        "create schema own", "alter database %s set search_path to own, public".formatted(name));
    DataSource later = TestDatabases.postgres(name);
    new Migrator(later, database(), Optional.empty()).migrate(List.of());
    assertThat(value(later, "select to_regclass('own.bamotf_inbox')")).isNotNull();
  }

  @Test
  void tablesThatWereDroppedAreMadeAgain() throws SQLException {
    migrate();
    execute("drop schema public cascade", "create schema public");
    migrate();
    assertThat(value("select to_regclass('bamotf_inbox')")).isNotNull();
  }
}
