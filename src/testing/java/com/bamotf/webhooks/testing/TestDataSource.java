package com.bamotf.webhooks.testing;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * An H2 in memory as a server's JTA data source: within a transaction, all connections of a thread
 * are the same one. It can be away.
 */
final class TestDataSource implements DataSource {

  /** How a connection ends, which works even if the database is away. */
  private static final Set<String> ENDING = Set.of("close", "isClosed", "rollback", "abort");

  private final JdbcDataSource h2 = new JdbcDataSource();
  private final TestTransactions transactions;
  private volatile boolean away;

  TestDataSource(String name, TestTransactions transactions) {
    h2.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    this.transactions = transactions;
  }

  /** Refuses connections and statements while it is away. */
  void setAway(boolean isAway) {
    away = isAway;
  }

  boolean isAway() {
    return away;
  }

  /** Even if it is away, and outside of any transaction. */
  Connection direct() throws SQLException {
    return h2.getConnection();
  }

  @Override
  public Connection getConnection() throws SQLException {
    requirePresent();
    return transactions.isUsable() ? guarded(enlisted(), true) : guarded(h2.getConnection(), false);
  }

  private Connection enlisted() throws SQLException {
    Object known = transactions.registry.getResource(this);
    if (known instanceof Connection connection) {
      return connection;
    }
    XAConnection xa = h2.getXAConnection();
    try {
      transactions.current().enlistResource(xa.getXAResource());
    } catch (RollbackException | SystemException e) {
      xa.close();
      throw new SQLException("The transaction takes no more work", e);
    }
    Connection connection = xa.getConnection();
    transactions.registry.putResource(this, connection);
    transactions.registry.registerInterposedSynchronization(closing(xa));
    return connection;
  }

  private static Synchronization closing(XAConnection xa) {
    return new Synchronization() {
      @Override
      public void beforeCompletion() {}

      @Override
      public void afterCompletion(int status) {
        try {
          xa.close();
        } catch (SQLException e) {
          throw new IllegalStateException("The connection cannot be closed", e);
        }
      }
    };
  }

  private void requirePresent() throws SQLException {
    if (away) {
      throw new SQLTransientConnectionException(
          "The database is away, as the test said with databaseAway()", "08001");
    }
  }

  private Connection guarded(Connection connection, boolean isShared) {
    return (Connection)
        Proxy.newProxyInstance(
            TestDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (isShared && method.getName().equals("close")) {
                return null;
              }
              if (!ENDING.contains(method.getName())) {
                requirePresent();
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return h2.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return h2.isWrapperFor(type);
  }
}
