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

  /** Tells the payment intent what has been handled of it: stage, payment intent, stage. */
  static final String RAISE_STAGE =
      "update bamotf_inbox_intent set stage = ? where payment_intent_id = ? and stage < ?";

  /** Ends a pending entry as handled: its id. */
  static final String COMPLETE =
      """
      update bamotf_inbox
      set status = 'HANDLED', attempts = attempts + 1, ended_at = current_timestamp, next_attempt_at = null,
        last_error = null
      where id = ? and status = 'PENDING'
      """;

  private EntryTable() {}

  static Optional<ClaimedEntry> readPending(Connection connection, Dialect.Locked locked)
      throws SQLException {
    String sql =
        """
        select payment_intent_id, event, source, attempts, body, forced from bamotf_inbox
        where id = ? and status = 'PENDING'
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, locked.entryId());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(entry(locked, row)) : Optional.empty();
      }
    }
  }

  private static ClaimedEntry entry(Dialect.Locked locked, ResultSet row) throws SQLException {
    return new ClaimedEntry(
        locked.entryId(),
        row.getString(1),
        row.getString(2),
        Source.valueOf(row.getString(3)),
        row.getInt(4),
        !row.getBoolean(6) && Stage.of(row.getString(2)).isBehind(locked.handled()),
        row.getBytes(5));
  }

  /**
   * Adds further deliveries to the entries of these facts; in ascending order of the keys, for the
   * sake of other servers.
   */
  static void addDeliveries(Connection connection, Map<String, Integer> byFactKey)
      throws SQLException {
    String sql = "update bamotf_inbox set deliveries = deliveries + ? where fact_key = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (Map.Entry<String, Integer> deliveries : byFactKey.entrySet()) {
        update.setInt(1, deliveries.getValue());
        update.setString(2, deliveries.getKey());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  static boolean complete(Connection connection, ClaimedEntry entry) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(COMPLETE)) {
      update.setLong(1, entry.id());
      return update.executeUpdate() == 1;
    }
  }

  static boolean supersede(Connection connection, ClaimedEntry entry) throws SQLException {
    String sql =
        """
        update bamotf_inbox
        set status = 'SUPERSEDED', ended_at = current_timestamp, next_attempt_at = null, last_error = null
        where id = ? and status = 'PENDING'
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, entry.id());
      return update.executeUpdate() == 1;
    }
  }

  static void raiseStage(Connection connection, ClaimedEntry entry) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(RAISE_STAGE)) {
      setStage(update, entry);
      update.executeUpdate();
    }
  }

  /** Sets the three parameters of {@link #RAISE_STAGE}, the first ones of the statement. */
  static void setStage(PreparedStatement update, ClaimedEntry entry) throws SQLException {
    int stage = Stage.of(entry.eventType()).column();
    update.setInt(1, stage);
    update.setString(2, entry.paymentIntentId());
    update.setInt(3, stage);
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
        where id = ? and status = 'PENDING' and attempts = ?
        """
            .formatted(dialect.nowPlusMillis());
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
        "update bamotf_inbox set next_attempt_at = %s where id = ? and status = 'PENDING' and attempts = ?"
            .formatted(dialect.nowPlusMillis());
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
        where id = ? and status = 'PENDING' and attempts = ?
        """;
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
