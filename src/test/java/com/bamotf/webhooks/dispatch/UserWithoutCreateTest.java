package com.bamotf.webhooks.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts applied by hand and the grants of docs/servers.md are enough for a database user. */
class UserWithoutCreateTest {

  private static final List<String> SCRIPTS =
      List.of(
          "/com/bamotf/webhooks/schema/migration/postgresql/V1__library.sql",
          "/com/bamotf/webhooks/war/ledger/migration/postgresql/V1__ledger.sql");

  private static final String TABLES_WITHOUT_A_GRANT =
      """
      select coalesce(string_agg(tablename, ', '), 'none') from pg_tables,
        lateral (select format('%%I.%%I', schemaname, tablename) as name) as qualified
      where schemaname = '%s' and tablename like 'bamotf%%' and tablename not like '%%schema_version'
        and not (has_table_privilege(name, 'select') and has_table_privilege(name, 'insert')
          and has_table_privilege(name, 'update') and has_table_privilege(name, 'delete'))
      """;

  private final DataSource owner = TestDatabases.postgres();
  private String user;
  private DataSource data;

  @BeforeEach
  void createUser() throws SQLException {
    String database;
    try (InboxFixture direct = new InboxFixture(owner)) {
      database = direct.value("select current_database()");
    }
    user = "user_of_" + database;
    asOwner(
        "public",
        "create role %s login".formatted(user),
        "revoke create on schema public from public");
    data = TestDatabases.postgres(database, user);
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "own"})
  void doesEverythingAfterTheScriptsAndTheGrants(String schema) throws Exception {
    applyByHand(schema);
    asOwner(schema, grants(schema));
    asOwner(
        "public",
        "create table orders (id bigint generated always as identity, intent text, event text)",
        "grant select, insert on orders to " + user);
    try (DispatchFixture server = new DispatchFixture(data, settings(schema), null)) {
      server.inbox.inbox.prepare();
      server.inbox.store(Bodies.event("pi_1", "succeeded"));
      server.inbox.store(Bodies.event("pi_1", "succeeded"));
      server.behaviour =
          event -> {
            throw new AbandonedException();
          };
      server.handleNext();
      server.passTime();
      server.handleNext();
      server.passTime();
      server.handleNext();
      server.behaviour = event -> {};
      EntrySelection abandoned = EntrySelection.of(EntryStatus.ABANDONED);
      assertThat(server.inbox.admin.requeueAll(abandoned, false)).isEqualTo(1);
      assertThat(server.handleNext()).isEqualTo(HandlingResult.DONE);
      assertThat(server.orders()).isEqualTo(1);
      server.inbox.purgeAfter(91);
      assertThat(server.inbox.value("select count(*) from bamotf_inbox")).isEqualTo("0");
      assertThat(server.inbox.value(TABLES_WITHOUT_A_GRANT.formatted(schema))).isEqualTo("none");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "own"})
  void isToldWhatIsMissingWithoutTheGrants(String schema) throws Exception {
    applyByHand(schema);
    try (InboxFixture server = new InboxFixture(data, settings(schema))) {
      assertThatThrownBy(server.inbox::prepare)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("permission denied", "bamotf_schema_version", "docs/servers.md");
    }
  }

  private static final class AbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void applyByHand(String schema) throws SQLException, IOException {
    asOwner(schema, "create schema if not exists " + schema);
    for (String script : SCRIPTS) {
      try (InputStream content = UserWithoutCreateTest.class.getResourceAsStream(script)) {
        asOwner(schema, new String(content.readAllBytes(), UTF_8));
      }
    }
  }

  /** As they stand in the documentation. */
  private String[] grants(String schema) throws IOException {
    try (var lines = Files.lines(Path.of("docs", "servers.md"))) {
      return lines
          .filter(line -> line.startsWith("    grant "))
          .map(line -> line.strip().replaceFirst(" to bamotf;.*", " to " + user))
          .map(line -> line.replace("schema public", "schema " + schema))
          .toArray(String[]::new);
    }
  }

  private void asOwner(String schema, String... statements) throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local search_path to " + schema);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static Settings settings(String schema) {
    return schema.equals("public") ? InboxFixture.SETTINGS : InboxFixture.inSchema(schema);
  }
}
