package com.bamotf.webhooks.inbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.server.TransactionFailedException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlErrorsTest {

  /** Of PostgreSQL unless said otherwise. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08001", // connection refused
        "08003", // connection closed
        "08006", // connection lost
        "0A000", // a cached plan after a change of the table
        "25006", // read-only
        "25P03", // idle in transaction for too long
        "26000", // a prepared statement is missing behind a pooler
        "28000", // the role may not log in
        "28P01", // wrong password
        "3D000", // no such database, in the middle of a restore
        "42501", // a right was revoked
        "42703", // no such column
        "42P01", // no such table
        "42P05", // a prepared statement exists already behind a pooler
        "42S02", // the same on H2
        "53100", // disk full
        "53200", // out of memory
        "53300", // too many connections
        "55006", // object in use
        "55P03", // lock not available
        "57014", // statement canceled
        "57P01", // terminated by the administrator
        "57P03", // starting up
        "58030", // I/O error
        "90096", // a right is missing on H2
        "XX001" // data corrupted
      })
  @NullSource
  void whatIsWrongWithTheDatabaseIsHeld(String state) {
    assertThat(SqlErrors.isUnavailable(new SQLException("x", state))).isTrue();
    assertThat(SqlErrors.isUnavailable(new IllegalStateException(new SQLException("x", state))))
        .as("as a cause")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22001", // too long
        "22021", // a character that the encoding has not
        "23502", // not null
        "23514", // check
        "54000" // too long for an index
      })
  void whatIsWrongWithTheEntryIsRefused(String state) {
    assertThat(SqlErrors.isUnavailable(new SQLException("x", state))).isFalse();
  }

  @Test
  void aTransactionThatDidNotEndIsTriedAgain() {
    assertThat(
            SqlErrors.isUnavailable(
                new TransactionFailedException("x", new IllegalStateException("x"))))
        .isTrue();
    assertThat(SqlErrors.isUnavailable(new IllegalStateException("x"))).isFalse();
  }

  @Test
  void aMigrationDoesNotWaitForARight() {
    assertThat(SqlErrors.isUnavailableForMigration(new SQLException("x", "42501"))).isFalse();
    assertThat(SqlErrors.isUnavailableForMigration(new SQLException("x", "22001"))).isFalse();
    assertThat(SqlErrors.isUnavailableForMigration(new SQLException("x", "3F000"))).isFalse();
    assertThat(SqlErrors.isUnavailableForMigration(new SQLException("x", "90096"))).isFalse();
    assertThat(SqlErrors.isUnavailableForMigration(new SQLException("x", "57P03"))).isTrue();
    assertThat(SqlErrors.isUnavailableForMigration(new SQLException("x"))).isTrue();
  }

  @Test
  void theReasonIsTheInnermostCauseOrWhatToDo() {
    SQLException inner = new SQLException("Connection refused", "08001");
    assertThat(SqlErrors.reason(new SQLException("Error in allocating a connection", inner)))
        .isEqualTo("java.sql.SQLException: Connection refused");
    Throwable cause = new IllegalStateException("The file is locked");
    Throwable inUse = new SQLException("may be in use", "90020", cause);
    assertThat(SqlErrors.reason(new SQLException("Error in allocating a connection", inUse)))
        .contains("another process", "PostgreSQL");
    Throwable readOnly = new SQLException("cannot execute INSERT", "25006");
    assertThat(SqlErrors.reason(new SQLException("V1__library.sql", "25006", readOnly)))
        .contains("standby", "targetServerType=primary", "V1__library.sql");
  }

  @Test
  void knowsASessionThatTakesNoWrites() {
    assertThat(SqlErrors.isReadOnly(new IllegalStateException(new SQLException("x", "25006"))))
        .isTrue();
    assertThat(SqlErrors.isReadOnly(new SQLException("x", "25001"))).isFalse();
    assertThat(SqlErrors.isReadOnly(new IllegalStateException("x"))).isFalse();
  }
}
