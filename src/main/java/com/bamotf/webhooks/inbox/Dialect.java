package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.config.Settings.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statements in which the supported databases differ. Stateless and thread-safe; runs in the
 * caller's transaction.
 */
sealed interface Dialect permits PostgresDialect, H2Dialect {

  /** A due entry whose payment intent's row this transaction has locked. */
  record Locked(long entryId, Stage handled) {}

  static Dialect of(Database database) {
    return switch (database) {
      case POSTGRESQL -> new PostgresDialect();
      case H2 -> new H2Dialect();
    };
  }

  /**
   * Inserts the entries whose facts are not stored yet, and their payment intents.
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

  /** Makes sure that the payment intent has its row. */
  void insertIntent(Connection connection, String paymentIntentId) throws SQLException;

  /**
   * Keeps other servers from changing the schema until the transaction of this connection ends.
   * Nothing to do where Flyway itself sees to that.
   */
  default void lockSchema(Connection connection) throws SQLException {}

  /** Called once for each start, after the schema is up to date and outside of a transaction. */
  default void prepare(Connection connection) throws SQLException {}

  /**
   * Locks the payment intent of the due entry that waits longest, passing over those that are
   * locked elsewhere.
   */
  Optional<Locked> lockNextDue(Connection connection) throws SQLException;

  /**
   * Ends a claimed entry as handled, and tells its payment intent so.
   *
   * @return false if the entry had been decided otherwise; the caller must then roll back
   */
  boolean complete(Connection connection, ClaimedEntry entry) throws SQLException;

  /**
   * An SQL expression: the database's time plus the milliseconds of one parameter. Database time
   * decides on every server.
   */
  String nowPlusMillis();
}
