package com.bamotf.webhooks.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bamotf.webhooks.config.Settings.Database;
import com.bamotf.webhooks.inbox.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class H2MigratorTest extends MigratorContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }

  @Override
  Database database() {
    return Database.H2;
  }

  @Override
  DataSource guest() throws SQLException {
    execute("create user guest password ''", "grant select on schema public to guest");
    if (!value(
            "select count(*) from information_schema.schemata where schema_name = '" + SCHEMA + "'")
        .equals("0")) {
      execute("grant select on schema \"" + SCHEMA + "\" to guest");
    }
    JdbcDataSource guest = new JdbcDataSource();
    guest.setURL(url());
    guest.setUser("guest");
    return guest;
  }

  /** H2 commits in the middle of a script, so a server can die there. */
  @Test
  void theLibrarysScriptCanBeRepeatedAfterACrash() throws SQLException {
    migrate();
    execute("delete from bamotf_schema_version");
    migrate();
    assertThat(value("select count(*) from bamotf_inbox_retention")).isEqualTo("1");
  }

  @Test
  void waitsForTheServerThatHasTheLock() throws SQLException {
    try (Connection first = data.getConnection();
        Statement statement = first.createStatement()) {
      first.setAutoCommit(false);
      statement.execute(Migrator.H2_LOCK_TABLE);
      first.commit();
      statement.execute(Migrator.H2_LOCK);
      CompletableFuture<?> second = migrateOnAnotherThread(data);
      await()
          .until(
              () ->
                  value("select count(*) from information_schema.sessions where blocker_id > 0")
                      .equals("1"));
      assertThat(
              value(
                  "select count(*) from information_schema.tables where table_name like 'BAMOTF_INBOX%'"))
          .isEqualTo("0");
      first.rollback();
      assertThat(second).succeedsWithin(Duration.ofMinutes(10));
      first.setAutoCommit(true);
    }
  }

  private String url() throws SQLException {
    try (Connection connection = data.getConnection()) {
      return connection.getMetaData().getURL();
    }
  }
}
