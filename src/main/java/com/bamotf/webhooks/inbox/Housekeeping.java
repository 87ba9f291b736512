package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.server.InternalBean;
import com.bamotf.webhooks.server.Transactions;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps the tables small and whole, in the background. */
@InternalBean
class Housekeeping {

  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final int ROUNDS_TO_RETENTION = 60;

  private final InboxDatabase database;
  private final Transactions transactions;
  private final Duration retention;
  private final CountDownLatch stopping = new CountDownLatch(1);

  @Inject
  Housekeeping(InboxDatabase database, Transactions transactions, Settings settings) {
    this.database = database;
    this.transactions = transactions;
    this.retention = settings.inbox().retention();
  }

  /**
   * Works until it is stopped: retention in the first minute and then each hour, the rest each
   * minute.
   */
  void work() {
    try {
      for (int round = 0; !stopping.await(ROUND.toMillis(), TimeUnit.MILLISECONDS); round++) {
        round(round % ROUNDS_TO_RETENTION == 0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    stopping.countDown();
  }

  private void round(boolean withRetention) {
    try {
      restoreIntents();
      if (withRetention) {
        purge();
      }
    } catch (SQLException | RuntimeException e) {
      // The next round does what this one could not.
      LOG.log(WARNING, "{0}: housekeeping of the inbox failed: {1}", LogCodes.HOUSEKEEPING, e);
    }
  }

  /** Removes what retention does not keep, batch by batch, each committed by itself. */
  void purge() throws SQLException {
    Dialect dialect = database.ready().dialect();
    OptionalLong last = OptionalLong.of(0);
    while (last.isPresent() && stopping.getCount() > 0) {
      long after = last.getAsLong();
      last =
          transactions.<OptionalLong, SQLException>inNew(
              TIMEOUT,
              transaction -> {
                try (Connection connection = database.connection()) {
                  database.limitSilence(connection, TIMEOUT);
                  return new Retention(connection, dialect, retention.toMillis()).purgeBatch(after);
                }
              });
    }
  }

  void restoreIntents() throws SQLException {
    Dialect dialect = database.ready().dialect();
    transactions.<Boolean, SQLException>inNew(
        TIMEOUT,
        transaction -> {
          try (Connection connection = database.connection()) {
            database.limitSilence(connection, TIMEOUT);
            dialect.restoreIntents(connection);
            return true;
          }
        });
  }
}
