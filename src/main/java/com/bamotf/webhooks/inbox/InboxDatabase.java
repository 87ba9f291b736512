package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.DEBUG;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.database.DatabaseSetup;
import com.bamotf.webhooks.inbox.database.JtaCheck;
import com.bamotf.webhooks.inbox.database.SchemaConnection;
import com.bamotf.webhooks.inbox.database.SqlErrors;
import com.bamotf.webhooks.schema.Migrations;
import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.server.TransactionFailedException;
import com.bamotf.webhooks.server.Transactions;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connections and transactions on the inbox's database. Sets the database up at first use, which is
 * after the start if the database was unavailable then. Thread-safe.
 */
@Singleton
public class InboxDatabase {

  /** Work with a connection in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Nothing has been written. */
  private static final class NotEnlistedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    NotEnlistedException() {
      super(
          "The server has not enlisted a connection of the data source in the transaction, so each statement would commit by itself");
    }
  }

  private static final System.Logger LOG = System.getLogger(InboxDatabase.class.getName());

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Lets the server's own timeout fire first. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ServerResources server;
  private final Transactions transactions;
  private final Settings settings;
  private final DatabaseSetup setup;
  private volatile @Nullable Dialect dialect;

  InboxDatabase(
      ServerResources server,
      Transactions transactions,
      Settings settings,
      List<Migrations> migrations) {
    this.server = server;
    this.transactions = transactions;
    this.settings = settings;
    this.setup = new DatabaseSetup(server, settings, migrations);
  }

  @Inject
  InboxDatabase(
      ServerResources server,
      Transactions transactions,
      Settings settings,
      @Any Instance<Migrations> migrations) {
    this(server, transactions, settings, migrations.stream().toList());
  }

  /**
   * The dialect of a database that is ready for use. Must be called outside a transaction, because
   * the first call applies migrations.
   *
   * @throws SQLException if the database cannot be reached; a later call tries again
   * @throws IllegalStateException if the database can be reached but not used, with the reason
   */
  Dialect dialect() throws SQLException {
    Dialect known = dialect;
    return known != null ? known : setUp();
  }

  private synchronized Dialect setUp() throws SQLException {
    Dialect known = dialect;
    if (known != null) {
      return known;
    }
    Dialect ready = Dialect.of(setup.run());
    try {
      requireJta(ready);
    } catch (TransactionFailedException e) {
      setup.release();
      throw new SQLException("The data source cannot be checked in a transaction", e);
    } catch (SQLException | RuntimeException e) {
      setup.release();
      throw e;
    }
    dialect = ready;
    return ready;
  }

  private void requireJta(Dialect ready) throws SQLException {
    try {
      transactions.inNew(TIMEOUT, transaction -> requireJta(ready, true));
    } catch (NotEnlistedException e) {
      LOG.log(DEBUG, "An enterprise bean calls, or the data source is not JTA", e);
      transactions.inNewDetached(TIMEOUT, transaction -> requireJta(ready, false));
    }
  }

  private boolean requireJta(Dialect ready, boolean enlisted) throws SQLException {
    try (Connection first = connection();
        Connection second = connection()) {
      if (enlisted) {
        requireEnlisted(first);
      }
      JtaCheck.require(settings.dataSource(), ready.transactionId(), first, second);
      return true;
    }
  }

  /** Frees the inbox for another application on this server. */
  synchronized void release() {
    setup.release();
  }

  Connection connection() throws SQLException {
    Connection connection = server.dataSource().getConnection();
    return settings
        .inbox()
        .schema()
        .map(s -> SchemaConnection.of(connection, s))
        .orElse(connection);
  }

  /**
   * Runs work in a new transaction: commits if it returns, rolls back if it throws or runs for more
   * than 30 s. The caller must not have a transaction.
   *
   * @throws SQLException if the database cannot be reached, or from the work
   * @throws TransactionFailedException if the transaction did not commit
   */
  public <T> T inTransaction(Work<T> work) throws SQLException {
    return inTransaction(TIMEOUT, work);
  }

  /**
   * Like {@link #inTransaction(Work)}, but runs the work again after a conflict with another
   * transaction, such as one that inserted the same row at the same moment.
   */
  public <T> T inTransactionOrAgain(Work<T> work) throws SQLException {
    try {
      return inTransaction(work);
    } catch (SQLException e) {
      if (!SqlErrors.isConflict(e)) {
        throw e;
      }
      LOG.log(DEBUG, "A transaction collided with another", e);
      return inTransaction(work);
    }
  }

  /** Like {@link #inTransaction(Work)}, with another timeout. */
  <T> T inTransaction(Duration timeout, Work<T> work) throws SQLException {
    dialect();
    Transactions.Work<T> enlisted = transaction -> enlisted(timeout, work);
    try {
      return transactions.inNew(timeout, enlisted);
    } catch (NotEnlistedException e) {
      LOG.log(DEBUG, "An enterprise bean calls", e);
      return transactions.inNewDetached(timeout, enlisted);
    }
  }

  private <T> T enlisted(Duration timeout, Work<T> work) throws SQLException {
    try (Connection connection = connection()) {
      requireEnlisted(connection);
      dialect().limitIdleTime(connection, timeout.plus(GRACE));
      return discardingReadOnly(connection, work);
    }
  }

  private void requireEnlisted(Connection connection) throws SQLException {
    if (server.enlistsByComponent() && connection.getAutoCommit()) {
      throw new NotEnlistedException();
    }
  }

  /** Inserts the payment intent's row, if the database locks payment intents by rows. */
  public void insertIntent(Connection connection, String paymentIntentId) throws SQLException {
    dialect().insertIntent(connection, paymentIntentId);
  }

  /** An SQL expression: the database's time plus a number of milliseconds, given as a parameter. */
  public String nowPlusMillis() throws SQLException {
    return dialect().nowPlusMillis();
  }

  /**
   * How long the transaction of a handling may be idle. After that this server is frozen or cut
   * off, and another one must take over.
   */
  public Duration handlingIdleLimit() {
    return settings.dispatch().timeout().plus(GRACE);
  }

  /** Closes the connection instead of returning it to the pool if its session is read-only. */
  static <T> T discardingReadOnly(Connection connection, Work<T> work) throws SQLException {
    try {
      return work.run(connection);
    } catch (SQLException e) {
      if (SqlErrors.isReadOnly(e)) {
        discard(connection);
      }
      throw e;
    }
  }

  private static void discard(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      LOG.log(DEBUG, "Cannot close a read-only session", e);
    }
  }
}
