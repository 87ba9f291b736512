package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.config.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PostgresSchemaTest extends SchemaContract {

  private static final String COMMENT =
      "select obj_description('bamotf_inbox_schema'::regclass, 'pg_class')";

  /** What Flyway refuses whenever it is asked. */
  private static final String SPOIL_HISTORY =
      "update bamotf_inbox_schema set checksum = 1 where version = '1'";

  @Override
  DataSource freshDatabase() {
    return TestDatabases.postgres();
  }

  @Test
  void flywayIsNotAskedAgainForTheSameScripts() throws SQLException {
    DataSource database = freshDatabase();
    List<String> first = start(database);
    execute(database, SPOIL_HISTORY);
    assertThat(start(database)).isEqualTo(first).containsExactly("bamotf_inbox_schema 1");
  }

  @Test
  void norForThoseInASchemaOfTheirOwn() throws SQLException {
    DataSource database = freshDatabase();
    Settings own = InboxFixture.inSchema("own");
    List<String> first = start(database, own);
    execute(database, "set search_path to own", SPOIL_HISTORY, "reset search_path");
    assertThat(start(database, own)).isEqualTo(first);
  }

  @Test
  void flywayIsAskedAgainForOtherScripts() throws SQLException {
    DataSource database = freshDatabase();
    start(database);
    String comment = query(database, COMMENT);
    execute(
        database,
        SPOIL_HISTORY,
        "comment on table bamotf_inbox_schema is '%s'".formatted(comment.replaceAll(".$", "-")));
    assertThatThrownBy(() -> start(database))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void aCommentOfSomebodyElseDoesNotCount() throws SQLException {
    DataSource database = freshDatabase();
    start(database);
    execute(database, SPOIL_HISTORY, "comment on table bamotf_inbox_schema is 'the shop''s inbox'");
    assertThatThrownBy(() -> start(database)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theTablesOfAnotherSchemaDoNotCount() throws SQLException {
    DataSource database = freshDatabase();
    start(database);
    String name = query(database, "select current_database()");
    execute(
        database,
        "create schema own",
        "alter database %s set search_path to own, public".formatted(name));
    DataSource later = TestDatabases.postgres(name);
    start(later);
    assertThat(query(later, "select to_regclass('own.bamotf_inbox')")).isNotNull();
  }

  @Test
  void tablesThatWereDroppedAreMadeAgain() throws SQLException {
    DataSource database = freshDatabase();
    start(database);
    execute(database, "drop schema public cascade", "create schema public");
    start(database);
    assertThat(query(database, "select to_regclass('bamotf_inbox')")).isNotNull();
  }

  @Test
  void aUserWhoDoesNotOwnTheTablesStartsAsWell() throws SQLException {
    DataSource database = freshDatabase();
    start(database);
    String name = query(database, "select current_database()");
    String user = "guest_of_" + name; // users are those of the whole server
    execute(
        database,
        "comment on table bamotf_inbox_schema is null",
        "create role " + user + " login",
        "grant all on all tables in schema public to " + user);
    DataSource guest = TestDatabases.postgres(name, user);
    assertThat(start(guest)).isEqualTo(start(guest)).containsExactly("bamotf_inbox_schema 1");
    assertThat(query(database, COMMENT)).isNull();
  }

  private static List<String> start(DataSource database) throws SQLException {
    return start(database, InboxFixture.SETTINGS);
  }

  private static List<String> start(DataSource database, Settings settings) throws SQLException {
    try (InboxFixture application = new InboxFixture(database, settings)) {
      return application.database.ready().schemaVersions();
    }
  }

  private static void execute(DataSource database, String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String query(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
