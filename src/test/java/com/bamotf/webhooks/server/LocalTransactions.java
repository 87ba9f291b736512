package com.bamotf.webhooks.server;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * What a server does with a JTA data source, for one resource: within a transaction every
 * connection of a thread is the same one, and closing it leaves it open until the transaction ends.
 */
public final class LocalTransactions extends ContainerTransaction
    implements UserTransaction, TransactionManager, TransactionSynchronizationRegistry, DataSource {

  private static final class Current implements Transaction {
    final List<Synchronization> synchronizations = new ArrayList<>();
    @Nullable Connection connection;
    boolean rollbackOnly;
    boolean ended;

    @Override
    public int getStatus() {
      if (ended) {
        return Status.STATUS_COMMITTED;
      }
      return rollbackOnly ? Status.STATUS_MARKED_ROLLBACK : Status.STATUS_ACTIVE;
    }

    @Override
    public void setRollbackOnly() {
      rollbackOnly = true;
    }

    @Override
    public void registerSynchronization(Synchronization synchronization) {
      synchronizations.add(synchronization);
    }

    @Override
    public void commit() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void rollback() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean enlistResource(XAResource resource) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean delistResource(XAResource resource, int flag) {
      throw new UnsupportedOperationException();
    }
  }

  /** What was set last, in seconds. */
  int timeout;

  private final DataSource real;
  private final ThreadLocal<@Nullable Current> current = new ThreadLocal<>();

  public LocalTransactions(DataSource real) {
    this.real = real;
  }

  /** As a container does: what is marked for rollback is rolled back without telling anybody. */
  @Override
  void inNew(Runnable run) {
    Current suspended = current.get();
    current.remove();
    try {
      begin();
      run.run();
      prepare();
      Current transaction = end(); // throws if there is none any more, as containers do
      finish(transaction, !transaction.rollbackOnly);
    } finally {
      if (suspended != null) {
        resume(suspended);
      }
    }
  }

  /** Takes the transaction off the thread, as a container that fails to resume it. */
  public void lose() {
    end();
  }

  @Override
  public void begin() {
    if (current.get() != null) {
      throw new IllegalStateException("This thread has a transaction already");
    }
    current.set(new Current());
  }

  private void prepare() {
    Current transaction = current.get();
    if (transaction != null && !transaction.rollbackOnly) {
      List.copyOf(transaction.synchronizations).forEach(Synchronization::beforeCompletion);
    }
  }

  @Override
  public void commit() throws RollbackException {
    prepare();
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
    return transaction == null ? Status.STATUS_NO_TRANSACTION : transaction.getStatus();
  }

  @Override
  public @Nullable Transaction getTransaction() {
    return current.get();
  }

  @Override
  public Transaction suspend() {
    return end();
  }

  @Override
  public void resume(Transaction transaction) {
    if (current.get() != null) {
      throw new IllegalStateException("This thread has a transaction already");
    }
    current.set((Current) transaction);
  }

  @Override
  public @Nullable Object getTransactionKey() {
    return current.get();
  }

  @Override
  public int getTransactionStatus() {
    return getStatus();
  }

  @Override
  public boolean getRollbackOnly() {
    return current.get().rollbackOnly;
  }

  @Override
  public void registerInterposedSynchronization(Synchronization synchronization) {
    current.get().registerSynchronization(synchronization);
  }

  @Override
  public void putResource(Object key, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object getResource(Object key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setTransactionTimeout(int seconds) {
    timeout = seconds;
  }

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

  /** Not closed when its user closes it. */
  public static Connection shared(Connection connection) {
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
    transaction.ended = true;
    Connection connection = transaction.connection;
    boolean committed = commit;
    try (connection) {
      if (connection != null) {
        if (commit) {
          connection.commit();
        } else {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      committed = false;
      throw new IllegalStateException(e);
    } finally {
      int status = committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
      transaction.synchronizations.forEach(each -> each.afterCompletion(status));
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
