package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.inbox.database.Sql;
import com.bamotf.webhooks.server.LocalServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another server may insert the same row at the same moment. */
class ConflictTest {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String CONNECTION_FAILURE = "08006";

  private final LocalServer server = new LocalServer(TestDatabases.h2(), InboxFixture.SETTINGS);
  private final InboxDatabase database =
      new InboxDatabase(server, server.transactions, InboxFixture.SETTINGS, List.of());
  private int runs;

  @Test
  void runsTheWorkAgainAndKeepsOnlyThat() throws SQLException {
    assertThat(database.<Integer>inTransactionOrAgain(c -> write(c, UNIQUE_VIOLATION, 1)))
        .isEqualTo(2);
    assertThat(written()).isEqualTo(1);
  }

  @Test
  void givesUpAfterASecondConflict() {
    assertThatThrownBy(() -> database.inTransactionOrAgain(c -> write(c, UNIQUE_VIOLATION, 9)))
        .isInstanceOf(SQLException.class);
    assertThat(runs).isEqualTo(2);
  }

  @Test
  void doesNotRepeatWhatFailedForAnotherReason() throws SQLException {
    assertThatThrownBy(() -> database.inTransactionOrAgain(c -> write(c, CONNECTION_FAILURE, 9)))
        .isInstanceOf(SQLException.class);
    assertThat(runs).isEqualTo(1);
    assertThat(written()).isZero();
  }

  /** Returns the number of runs so far, if it is above that of the failures. */
  private int write(Connection connection, String state, int failures) throws SQLException {
    runs++;
    Sql.update(
        connection,
        "insert into bamotf_audit (who, from_address, action) values ('', '', 'written')");
    if (runs <= failures) {
      throw new SQLException("failure " + runs, state);
    }
    return runs;
  }

  private long written() throws SQLException {
    return database.inTransaction(
        connection ->
            Sql.first(
                    connection,
                    "select count(*) from bamotf_audit where action = 'written'",
                    row -> row.getLong(1))
                .orElseThrow());
  }
}
