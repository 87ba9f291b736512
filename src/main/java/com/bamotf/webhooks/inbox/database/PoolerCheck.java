package com.bamotf.webhooks.inbox.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Checks that prepared statements work. A pooler such as PgBouncer may give each transaction
 * another session, where the statements that the driver has prepared are missing, or those of
 * another connection have the same names.
 */
final class PoolerCheck {

  /** By default, PostgreSQL's driver prepares a statement in the session at its fifth use. */
  private static final int USES = 8;

  private PoolerCheck() {}

  /**
   * Must be called outside a transaction, so that each statement is a transaction of its own.
   *
   * @throws IllegalStateException if they do not work, with the remedy
   */
  static void require(DataSource dataSource) throws SQLException {
    try (Connection first = dataSource.getConnection();
        Connection second = dataSource.getConnection()) {
      for (int i = 0; i < USES; i++) {
        Sql.first(first, "select 1", row -> true);
        Sql.first(second, "select 1", row -> true);
      }
    } catch (SQLException e) {
      if (SqlErrors.isOfPooler(e)) {
        throw refusal(e);
      }
      throw e;
    }
  }

  static IllegalStateException refusal(SQLException cause) {
    return new IllegalStateException(
        "bamotf webhooks cannot start: the data source connects through a pooler that gives each transaction another session, such as PgBouncer with pool_mode=transaction, where the PostgreSQL driver's prepared statements fail (%s). Set the driver's property prepareThreshold to 0; or use PgBouncer 1.21 or later with max_prepared_statements above 0, or pool_mode=session"
            .formatted(cause.getMessage()),
        cause);
  }
}
