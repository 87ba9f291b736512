package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.server.InternalBean;
import com.bamotf.webhooks.server.TransactionFailedException;
import com.bamotf.webhooks.server.Transactions;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Works on the database of the inbox, each time in a transaction of its own, so that the caller
 * must not have one. The tables of every {@link com.bamotf.webhooks.schema.Migrations} are there
 * before the first work runs. Thread-safe.
 */
@InternalBean
public class DatabaseWork {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** What can be done with a connection in a transaction. */
  @FunctionalInterface
  public interface OnConnection<T> {
    T run(Connection connection) throws SQLException;
  }

  private final InboxDatabase database;
  private final Transactions transactions;

  @Inject
  DatabaseWork(InboxDatabase database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  /**
   * Commits if the work returns, and rolls back if it throws. The server rolls back after 30 s.
   *
   * @throws SQLException if the database cannot be worked with
   * @throws TransactionFailedException if the transaction did not commit
   */
  public <T> T inTransaction(OnConnection<T> work) throws SQLException {
    database.ready();
    return transactions.<T, SQLException>inNew(
        TIMEOUT,
        transaction -> {
          try (Connection connection = database.connection()) {
            return guarded(connection, work);
          }
        });
  }

  /** Work that only reads goes on where nothing can be written. */
  private <T> T guarded(Connection connection, OnConnection<T> work) throws SQLException {
    database.limitSilence(connection, TIMEOUT);
    try {
      return work.run(connection);
    } catch (SQLException e) {
      InboxDatabase.discardIfReadOnly(connection, e);
      throw e;
    }
  }

  /**
   * An SQL expression: the database's time plus the milliseconds of one parameter.
   *
   * @throws SQLException if the database cannot be reached
   */
  public String nowPlusMillis() throws SQLException {
    return database.ready().dialect().nowPlusMillis();
  }
}
