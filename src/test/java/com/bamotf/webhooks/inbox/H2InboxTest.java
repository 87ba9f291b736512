package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class H2InboxTest extends InboxContract {

  @Override
  DataSource freshDatabase() {
    return TestDatabases.h2();
  }

  @Test
  void makesItsTablesOnlyWhileNoOtherServerDoes() throws Exception {
    DataSource empty = freshDatabase();
    try (Connection other = empty.getConnection()) {
      other.setAutoCommit(false);
      new H2Dialect().lockSchema(other);
      InboxFixture waiting = new InboxFixture(empty);
      CompletableFuture<Void> prepared = CompletableFuture.runAsync(() -> prepare(waiting));
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> prepared.get(1, TimeUnit.SECONDS));
      assertThat(tables(other)).isEqualTo(0);
      other.rollback();
      prepared.get(30, TimeUnit.SECONDS);
      assertThat(tables(other)).isEqualTo(1);
    }
  }

  private static void prepare(InboxFixture fixture) {
    try {
      fixture.inbox.prepare();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int tables(Connection connection) throws SQLException {
    String sql = "select count(*) from information_schema.tables where table_name = 'BAMOTF_INBOX'";
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
