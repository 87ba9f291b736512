package com.bamotf.webhooks.inbox;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a server does with a JTA data source, for one resource: within a transaction every
 * connection of a thread is the same one, and closing it leaves it open until the transaction ends.
 */
public final class LocalTransactions implements UserTransaction, DataSource {

  private static final class Current {
    @Nullable Connection connection;
    boolean rollbackOnly;
  }

  private final DataSource real;
  private final ThreadLocal<@Nullable Current> current = new ThreadLocal<>();

  public LocalTransactions(DataSource real) {
    this.real = real;
  }

  @Override
  public void begin() {
    if (current.get() != null) {
      throw new IllegalStateException("This thread has a transaction already");
    }
    current.set(new Current());
  }

  @Override
  public void commit() throws RollbackException {
    Current transaction = end();
    if (transaction.rollbackOnly) {
      finish(transaction, false);
      throw new RollbackException("Marked for rollback");
    }
    finish(transaction, true);
  }

  @Override
  public void rollback() {
    finish(end(), false);
  }

  @Override
  public void setRollbackOnly() {
    current.get().rollbackOnly = true;
  }

  @Override
  public int getStatus() {
    Current transaction = current.get();
    return transaction == null
        ? Status.STATUS_NO_TRANSACTION
        : transaction.rollbackOnly ? Status.STATUS_MARKED_ROLLBACK : Status.STATUS_ACTIVE;
  }

  @Override
  public void setTransactionTimeout(int seconds) {}

  @Override
  public Connection getConnection() throws SQLException {
    Current transaction = current.get();
    if (transaction == null) {
      return real.getConnection();
    }
    if (transaction.connection == null) {
      transaction.connection = real.getConnection();
      transaction.connection.setAutoCommit(false);
    }
    return shared(transaction.connection);
  }

  private static Connection shared(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            LocalTransactions.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Current end() {
    Current transaction = current.get();
    if (transaction == null) {
      throw new IllegalStateException("This thread has no transaction");
    }
    current.remove();
    return transaction;
  }

  private static void finish(Current transaction, boolean commit) {
    Connection connection = transaction.connection;
    if (connection == null) {
      return;
    }
    try (connection) {
      if (commit) {
        connection.commit();
      } else {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLException("Not used");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter writer) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("Not used");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
