package com.bamotf.webhooks.inbox.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Limits how long a connection waits for the database to answer, so that a dead connection fails. A
 * shorter limit of the pool stays in place.
 *
 * <p>Only for connections that no handler uses, since a handler's statement may take longer. Has no
 * effect if the driver or the pool does not support network timeouts, as on H2.
 */
public final class ReadLimit {

  private final Connection connection;
  private final int before;
  private final boolean changed;

  /** Sets the limit until {@link #end()}. */
  public ReadLimit(Connection connection, Duration limit) {
    this.connection = connection;
    this.before = of(connection);
    int millis = Math.toIntExact(limit.toMillis());
    this.changed = (before == 0 || before > millis) && set(millis);
  }

  /** The connection's limit in milliseconds; 0 if it has none, negative if it is unknown. */
  static int of(Connection connection) {
    try {
      return connection.getNetworkTimeout();
    } catch (SQLException | RuntimeException | AbstractMethodError e) {
      return -1; // an old driver, or a pool that hides the method
    }
  }

  private boolean set(int millis) {
    try {
      connection.setNetworkTimeout(Runnable::run, millis);
      return true;
    } catch (SQLException | RuntimeException | AbstractMethodError e) {
      return false; // not supported, or the limit has already closed the connection
    }
  }

  /** Restores the connection's own limit. */
  public void end() {
    if (changed) {
      set(before);
    }
  }
}
