package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Settings.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The SQL that differs between the supported databases. Thread-safe. Runs in the caller's
 * transaction.
 *
 * <p>H2 locks a payment intent by its row in {@code bamotf_inbox_intent}. PostgreSQL uses advisory
 * locks, so it needs no row.
 */
sealed interface Dialect permits PostgresDialect, H2Dialect {

  static Dialect of(Database database) {
    return database == Database.POSTGRESQL ? new PostgresDialect() : new H2Dialect();
  }

  /**
   * Inserts the entries that are not stored yet.
   *
   * @param entries sorted by deduplication key, so that two servers cannot deadlock
   * @return the ids of those that were inserted, by deduplication key; mutable
   */
  Map<String, Long> insertNew(Connection connection, List<NewEntry> entries) throws SQLException;

  /** Whether {@link #insertNew} is a single statement, which needs no transaction around it. */
  default boolean insertsByOneStatement() {
    return false;
  }

  /** Inserts the payment intent's row unless it exists. */
  default void insertIntent(Connection connection, String paymentIntentId) throws SQLException {}

  /**
   * Makes the database roll back the caller's transaction if it is idle for this long, because this
   * server is frozen or cut off. Applies to this transaction only.
   */
  default void limitIdleTime(Connection connection, Duration limit) throws SQLException {}

  /**
   * Locks the payment intent of the entry that has been due longest until the transaction ends,
   * skipping payment intents locked elsewhere, and limits the idle time as {@link #limitIdleTime}
   * does. The caller must then read the entry with a separate statement, which sees everything
   * committed before the lock was taken.
   *
   * @param idleLimit set together with the lock, as by {@link #limitIdleTime}
   * @return the entry's id, or empty if nothing is due or all of it is locked elsewhere
   * @throws SQLException also if the session is read-only, before a handler fails on it and uses up
   *     an attempt
   */
  Optional<Long> lockDue(Connection connection, Duration idleLimit) throws SQLException;

  /**
   * An SQL expression: what identifies the transaction of a connection. Each statement that commits
   * by itself has another one.
   */
  String transactionId();

  /**
   * An SQL expression: the database's time plus a number of milliseconds, given as a parameter.
   * Only the database's clock counts.
   */
  String nowPlusMillis();
}
