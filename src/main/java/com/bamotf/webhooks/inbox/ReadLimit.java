package com.bamotf.webhooks.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Lets a connection fail that does not answer for so long, as one whose other end has vanished
 * without a word. A shorter limit of the pool stays.
 *
 * <p>For connections that are shared with nobody: a handler's statement may take longer. Without
 * effect where the driver or the pool has no network timeout, as on H2.
 */
final class ReadLimit {

  private final Connection connection;
  private final int before;
  private final boolean changed;

  ReadLimit(Connection connection, Duration limit) {
    this.connection = connection;
    this.before = of(connection);
    int millis = Math.toIntExact(limit.toMillis());
    this.changed = (before == 0 || before > millis) && set(millis);
  }

  /** The limit in milliseconds; 0 if there is none, negative if that cannot be found out. */
  static int of(Connection connection) {
    try {
      return connection.getNetworkTimeout();
    } catch (SQLException | RuntimeException | AbstractMethodError e) {
      return -1; // an old driver, or a pool that hides it
    }
  }

  private boolean set(int millis) {
    try {
      connection.setNetworkTimeout(Runnable::run, millis);
      return true;
    } catch (SQLException | RuntimeException | AbstractMethodError e) {
      return false; // the same; or the limit has ended the connection, which nobody uses again
    }
  }

  /** Gives the connection back its own limit. */
  void end() {
    if (changed) {
      set(before);
    }
  }
}
