package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * The statements that are the same on every database. Each change of an entry is conditional on the
 * state it was decided for, and says whether it won. Runs in the caller's transaction.
 */
final class EntryTable {

  private static final int LONGEST_MESSAGE = 4_000;
  private static final int LONGEST_STACK = 16_000;

  /**
   * A condition: still pending. In words that PostgreSQL's planner does not match with the index of
   * the work list: for an empty table it would choose that one over the primary key, keep the plan,
   * and read the whole list for a single row ever after.
   */
  static final String STILL_PENDING = "status || '' = 'PENDING'";

  /** Ends a pending entry as handled: how far that brings its payment intent, its id. */
  static final String COMPLETE =
      """
      update bamotf_inbox
      set status = 'HANDLED', stage = ?, attempts = attempts + 1, ended_at = current_timestamp,
        next_attempt_at = null, last_error = null
      where id = ? and %s
      """
          .formatted(STILL_PENDING);

  /**
   * Reads a pending entry and how far its payment intent has come: the entries of one lie side by
   * side in the index of the fact keys.
   */
  static final String PENDING =
      """
      select id, payment_intent_id, event, source, attempts, forced, body,
        (select max(o.stage) from bamotf_inbox o where %s)
      from bamotf_inbox e where id = ? and %s
      """
          .formatted(FactKey.SAME_PAYMENT_INTENT, STILL_PENDING);

  /** The statuses that retention does not keep. */
  static final String PURGED = "('HANDLED', 'SUPERSEDED', 'UNOBSERVED')";

  private EntryTable() {}

  /** Empty if the entry is pending no more. */
  static Optional<ClaimedEntry> pending(Connection connection, long id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PENDING)) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(entry(row)) : Optional.empty();
      }
    }
  }

  private static ClaimedEntry entry(ResultSet row) throws SQLException {
    String eventType = row.getString(3);
    Stage handled = Stage.ofColumn(row.getInt(8));
    return new ClaimedEntry(
        row.getLong(1),
        row.getString(2),
        eventType,
        Source.valueOf(row.getString(4)),
        row.getInt(5),
        !row.getBoolean(6) && Stage.of(eventType).isBehind(handled),
        row.getBytes(7));
  }

  /**
   * Does what a store needs and stores nothing: fails if the table is missing, or if this session
   * may not or cannot insert, and waits while the table is locked.
   */
  static void tryInsert(Connection connection) throws SQLException {
    String sql =
        """
        insert into bamotf_inbox (fact_key, source, status, body)
        select fact_key, source, status, body from bamotf_inbox where false
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.executeUpdate();
    }
  }

  /**
   * Adds further deliveries to the entries of these facts. Each is a statement of its own, so that
   * without a transaction no two rows are held at once.
   */
  static void addDeliveries(Connection connection, Map<String, Integer> byFactKey)
      throws SQLException {
    String sql = "update bamotf_inbox set deliveries = deliveries + ? where fact_key = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (Map.Entry<String, Integer> deliveries : byFactKey.entrySet()) {
        update.setInt(1, deliveries.getValue());
        update.setString(2, deliveries.getKey());
        update.executeUpdate();
      }
    }
  }

  /** Ends a claimed entry as handled; false if it had been decided otherwise. */
  static boolean complete(Connection connection, ClaimedEntry entry) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(COMPLETE)) {
      update.setInt(1, Stage.of(entry.eventType()).column());
      update.setLong(2, entry.id());
      return update.executeUpdate() == 1;
    }
  }

  /** Ends a claimed entry of which nothing was done; false if it had been decided otherwise. */
  static boolean endUnhandled(Connection connection, ClaimedEntry entry, EntryStatus status)
      throws SQLException {
    String sql =
        """
        update bamotf_inbox
        set status = ?, ended_at = current_timestamp, next_attempt_at = null, last_error = null
        where id = ? and %s
        """
            .formatted(STILL_PENDING);
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, status.name());
      update.setLong(2, entry.id());
      return update.executeUpdate() == 1;
    }
  }

  static boolean retryLater(
      Connection connection,
      Dialect dialect,
      ClaimedEntry entry,
      FailedAttempt failure,
      long millis)
      throws SQLException {
    String sql =
        """
        update bamotf_inbox set attempts = attempts + 1, last_error = ?, next_attempt_at = %s
        where id = ? and %s and attempts = ?
        """
            .formatted(dialect.nowPlusMillis(), STILL_PENDING);
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, summary(failure));
      update.setLong(2, millis);
      update.setLong(3, entry.id());
      update.setInt(4, entry.attempts());
      return update.executeUpdate() == 1;
    }
  }

  /** Lets an entry wait a little without counting an attempt. */
  static void postpone(Connection connection, Dialect dialect, ClaimedEntry entry, long millis)
      throws SQLException {
    String sql =
        "update bamotf_inbox set next_attempt_at = %s where id = ? and %s and attempts = ?"
            .formatted(dialect.nowPlusMillis(), STILL_PENDING);
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, millis);
      update.setLong(2, entry.id());
      update.setInt(3, entry.attempts());
      update.executeUpdate();
    }
  }

  static boolean abandon(Connection connection, ClaimedEntry entry, FailedAttempt failure)
      throws SQLException {
    String sql =
        """
        update bamotf_inbox
        set status = 'ABANDONED', attempts = attempts + 1, last_error = ?, next_attempt_at = null,
          ended_at = current_timestamp
        where id = ? and %s and attempts = ?
        """
            .formatted(STILL_PENDING);
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, summary(failure));
      update.setLong(2, entry.id());
      update.setInt(3, entry.attempts());
      return update.executeUpdate() == 1;
    }
  }

  static void addFailure(
      Connection connection, Dialect dialect, ClaimedEntry entry, FailedAttempt failure)
      throws SQLException {
    String sql =
        """
        insert into bamotf_inbox_attempt
          (entry_id, attempt, started_at, duration_ms, error_class, message, stack)
        values (?, ?, %s, ?, ?, ?, ?)
        """
            .formatted(dialect.nowPlusMillis());
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, entry.id());
      insert.setInt(2, entry.attempts() + 1);
      insert.setLong(3, -failure.duration().toMillis());
      insert.setLong(4, failure.duration().toMillis());
      insert.setString(5, DatabaseText.storable(failure.errorClass(), 255));
      insert.setString(6, DatabaseText.storable(failure.message(), LONGEST_MESSAGE));
      insert.setString(7, DatabaseText.storable(failure.stack(), LONGEST_STACK));
      insert.executeUpdate();
    }
  }

  private static String summary(FailedAttempt failure) {
    return DatabaseText.storable(failure.errorClass() + ": " + failure.message(), LONGEST_MESSAGE);
  }
}
