package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.inbox.database.Sql;
import com.bamotf.webhooks.server.LocalServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payara and GlassFish enlist nothing that a thread of an enterprise bean opens. */
class EnterpriseBeanCallerTest {

  private static final String WRITE =
      "insert into bamotf_audit (who, from_address, action) values ('', '', 'written')";

  private final LocalServer server = new LocalServer(TestDatabases.h2(), InboxFixture.SETTINGS);
  private final InboxDatabase database =
      new InboxDatabase(server, server.transactions, InboxFixture.SETTINGS, List.of());

  @BeforeEach
  void theCallerIsAnEnterpriseBean() throws SQLException {
    database.dialect(); // set up by a worker
    Thread caller = Thread.currentThread();
    server.enlistNothingOn(thread -> thread == caller);
  }

  @Test
  void whatItWritesIsCommitted() throws SQLException {
    assertThat(database.<Integer>inTransaction(connection -> Sql.update(connection, WRITE)))
        .isEqualTo(1);
    assertThat(written()).isEqualTo(1);
  }

  @Test
  void whatItWritesIsUndoneIfItFails() throws SQLException {
    assertThatThrownBy(() -> database.inTransaction(EnterpriseBeanCallerTest::failAfterWriting))
        .isInstanceOf(SQLException.class)
        .hasMessage("after writing");
    assertThat(written()).isZero();
  }

  @Test
  void anInterruptDoesNotLeaveItsTransactionBehind() throws SQLException {
    Thread.currentThread().interrupt();
    database.<Integer>inTransaction(connection -> Sql.update(connection, WRITE));
    assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
    assertThat(written()).isEqualTo(1);
  }

  /** As when the database was away at the start. */
  @Test
  void mayBeTheFirstToNeedTheDatabase() throws SQLException {
    InboxDatabase unused =
        new InboxDatabase(server, server.transactions, InboxFixture.SETTINGS, List.of());
    assertThat(unused.<Integer>inTransaction(connection -> Sql.update(connection, WRITE)))
        .isEqualTo(1);
    assertThat(written()).isEqualTo(1);
  }

  @Test
  void nothingIsWrittenIfNoThreadCanEnlist() throws SQLException {
    server.enlistNothingOn(thread -> true);
    assertThatThrownBy(() -> database.inTransaction(connection -> Sql.update(connection, WRITE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not enlisted");
    assertThat(written()).isZero();
  }

  private static int failAfterWriting(Connection connection) throws SQLException {
    Sql.update(connection, WRITE);
    throw new SQLException("after writing");
  }

  private int written() throws SQLException {
    try (Connection connection = server.dataSource().getConnection()) {
      return Sql.first(
              connection,
              "select count(*) from bamotf_audit where action = 'written'",
              row -> row.getInt(1))
          .orElseThrow();
    }
  }
}
