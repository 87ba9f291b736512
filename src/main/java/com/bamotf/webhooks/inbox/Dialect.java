package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Settings.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The statements in which the supported databases differ. Thread-safe; runs in the caller's
 * transaction.
 */
sealed interface Dialect permits PostgresDialect, H2Dialect {

  static Dialect of(Database database) {
    return database == Database.POSTGRESQL ? new PostgresDialect() : new H2Dialect();
  }

  /**
   * Inserts the entries whose facts are not stored yet.
   *
   * @param entries in ascending order of their fact keys, so that two servers cannot wait for one
   *     another
   * @return the fact keys that were inserted
   */
  Set<String> insertNew(Connection connection, List<NewEntry> entries) throws SQLException;

  /**
   * Whether {@link #insertNew} is a single statement: with a connection that commits by itself, it
   * needs no transaction around it.
   */
  default boolean insertsByOneStatement() {
    return false;
  }

  /**
   * Makes sure that the payment intent has what {@link #lockDue} locks. Nothing to do where that is
   * not a row.
   */
  default void insertIntent(Connection connection, String paymentIntentId) throws SQLException {}

  /** Does the same for every pending entry whose payment intent has lost it. */
  default void restoreIntents(Connection connection) throws SQLException {}

  /** Removes that of those payment intents that have no entries any more. */
  default void deleteIntents(Connection connection, Set<String> paymentIntentIds)
      throws SQLException {}

  /**
   * Lets the database itself end the caller's transaction, and release what it locked, once this
   * server has said nothing in the middle of it for so long: it is frozen, or cut off. Holds for
   * this transaction alone.
   *
   * @return whether the transaction can write
   */
  default boolean limitSilence(Connection connection, Duration limit) throws SQLException {
    return true;
  }

  /** Called once for each start, after the schema is up to date and outside of a transaction. */
  default void prepare(Connection connection) throws SQLException {}

  /**
   * Locks the payment intent of the due entry that waits longest until the transaction ends,
   * passing over those that are locked elsewhere. What the entry is now has to be read by a
   * statement of its own, so that it sees all that was committed before the lock was taken.
   *
   * @return the entry's id; empty if nothing is due, or all of it is locked elsewhere
   */
  OptionalLong lockDue(Connection connection) throws SQLException;

  /**
   * An SQL expression: the database's time plus the milliseconds of one parameter. Database time
   * decides on every server.
   */
  String nowPlusMillis();
}
