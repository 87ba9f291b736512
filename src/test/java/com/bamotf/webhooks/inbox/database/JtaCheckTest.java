package com.bamotf.webhooks.inbox.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.inbox.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JtaCheckTest {

  private Connection first;
  private Connection second;

  @BeforeEach
  void connect() throws SQLException {
    var dataSource = TestDatabases.h2();
    first = dataSource.getConnection();
    second = dataSource.getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    first.close();
    second.close();
  }

  @Test
  void takesOneSessionOfATransaction() {
    assertThatCode(() -> require(first, first)).doesNotThrowAnyException();
  }

  @Test
  void refusesConnectionsWithSessionsOfTheirOwn() {
    assertThatThrownBy(() -> require(first, second))
        .hasMessageContaining("takes no part in the server's transactions")
        .hasMessageContaining("java:/shop")
        .hasMessageContaining("bamotf.datasource");
  }

  @Test
  void refusesAnotherIsolationLevel() throws SQLException {
    first.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    assertThatThrownBy(() -> require(first, first))
        .hasMessageContaining("has another isolation level");
  }

  private static void require(Connection one, Connection other) throws SQLException {
    JtaCheck.require("java:/shop", "session_id()", one, other);
  }
}
