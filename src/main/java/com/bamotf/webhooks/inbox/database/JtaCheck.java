package com.bamotf.webhooks.inbox.database;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.inbox.database.Sql.RowMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that connections of the data source take part in the container's transaction. Otherwise
 * nothing would fail, but an event could be handled twice, by two servers at the same time.
 */
public final class JtaCheck {

  private static final RowMapper<String> ID = row -> row.getString(1);

  private JtaCheck() {}

  /**
   * To be called in a transaction, with two of its connections.
   *
   * @throws IllegalStateException if the data source cannot be used, with the reason
   */
  public static void require(
      String dataSource, String transactionId, Connection first, Connection second)
      throws SQLException {
    String problem = problem(transactionId, first, second);
    if (problem != null) {
      throw new IllegalStateException(
          "bamotf webhooks cannot start: the data source %s %s, so an event could be handled twice. Set %s to a JTA data source with the isolation level READ COMMITTED"
              .formatted(dataSource, problem, Setting.DATASOURCE.key()));
    }
  }

  private static @Nullable String problem(String transactionId, Connection first, Connection second)
      throws SQLException {
    String sql = "select " + transactionId;
    Optional<String> transaction = Sql.first(first, sql, ID);
    if (!transaction.equals(Sql.first(second, sql, ID))) {
      return "takes no part in the server's transactions";
    }
    return first.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED
        ? null
        : "has another isolation level";
  }
}
