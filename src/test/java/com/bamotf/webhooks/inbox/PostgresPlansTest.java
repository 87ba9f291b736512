package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The plans that PostgreSQL makes for prepared statements while the tables are empty. It keeps them
 * until the tables are analyzed, however much they have grown until then.
 */
class PostgresPlansTest {

  private InboxFixture fixture;

  @BeforeEach
  void start() throws SQLException {
    fixture = new InboxFixture(TestDatabases.postgres());
    fixture.inbox.prepare();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void claimsAlongTheWorkList() throws SQLException {
    assertThat(plan(PostgresDialect.LOCK_DUE, "(text)", "('1')"))
        .contains("Index Cond: (next_attempt_at <= now())", "Index Scan using bamotf_inbox_due")
        .doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void readsByThePrimaryKey() throws SQLException {
    assertThat(plan(EntryTable.PENDING, "(bigint)", "(1)"))
        .contains(
            "Index Scan using bamotf_inbox_pkey", "Index Scan using bamotf_inbox_deduplication")
        .doesNotContain("Seq Scan", "bamotf_inbox_due");
  }

  @Test
  void completesByThePrimaryKey() throws SQLException {
    assertThat(plan(EntryTable.END, "(text, int, int, bigint)", "('HANDLED', 1, 1, 1)"))
        .contains("Index Scan using bamotf_inbox_pkey")
        .doesNotContain("Seq Scan", "bamotf_inbox_due");
  }

  private String plan(String sql, String types, String values) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = fixture.database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("set plan_cache_mode = force_generic_plan");
      statement.execute("prepare tried%s as %s".formatted(types, numbered(sql)));
      try (ResultSet row = statement.executeQuery("explain execute tried" + values)) {
        while (row.next()) {
          lines.add(row.getString(1));
        }
      } finally {
        statement.execute("deallocate tried");
        statement.execute("reset plan_cache_mode");
      }
    }
    return String.join("\n", lines);
  }

  /** The parameters as the server's own language writes them: $1, $2 and so on. */
  private static String numbered(String sql) {
    String numbered = sql;
    for (int i = 1; numbered.contains("?"); i++) {
      numbered = numbered.replaceFirst("\\?", "\\$" + i);
    }
    return numbered;
  }
}
