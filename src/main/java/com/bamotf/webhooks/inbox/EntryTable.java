package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.database.Sql;
import com.bamotf.webhooks.server.Causes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that reads, ends, postpones and fails entries, the same on all databases. Every change is
 * conditional on the status that the caller saw, and returns whether it took effect. Runs in the
 * caller's transaction.
 */
final class EntryTable {

  private static final int MAX_ERROR_CLASS = 255;
  private static final int MAX_MESSAGE = 4_000;
  private static final int MAX_STACK = 16_000;

  /**
   * An SQL condition: still pending. The concatenation keeps PostgreSQL from using the index of the
   * work list. For an empty table it would prefer that index to the primary key, cache the plan,
   * and later read the whole list to find a single row.
   */
  static final String STILL_PENDING = "status || '' = 'PENDING'";

  /** The parameters are the status, the stage, the attempts to add, and the id. */
  static final String END =
      """
      update bamotf_inbox
      set status = ?, stage = greatest(stage, ?), attempts = attempts + ?,
        ended_at = current_timestamp, next_attempt_at = null, last_error = null
      where id = ? and %s
      """
          .formatted(STILL_PENDING);

  /** Reads a pending entry and the highest stage handled for its payment intent. */
  static final String PENDING =
      """
      select id, payment_intent_id, event, source, attempts, forced, body,
        (select max(o.stage) from bamotf_inbox o where (%s) and o.mode = e.mode), signed_by,
        received_at, current_timestamp, trace_context
      from bamotf_inbox e where id = ? and %s
      """
          .formatted(DeduplicationKey.SAME_PAYMENT_INTENT, STILL_PENDING);

  private EntryTable() {}

  /** Returns empty if the entry is no longer pending. */
  static Optional<ClaimedEntry> pending(Connection connection, long id) throws SQLException {
    return Sql.first(connection, PENDING, EntryTable::entry, id);
  }

  private static ClaimedEntry entry(ResultSet row) throws SQLException {
    int stage = Stage.of(row.getString(3));
    boolean isBehind = stage > 0 && stage < row.getInt(8);
    boolean forced = row.getBoolean(6);
    return new ClaimedEntry(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Source.valueOf(row.getString(4)),
        row.getInt(5),
        isBehind && !forced,
        row.getString(9),
        row.getString(12),
        Duration.between(Sql.time(row, 10), Sql.time(row, 11)),
        row.getBytes(7));
  }

  /** Inserts no rows. Fails, or waits for a lock, where a real insert would. */
  static void tryInsert(Connection connection) throws SQLException {
    String sql =
        """
        insert into bamotf_inbox (deduplication_key, source, status, body)
        select deduplication_key, source, status, body from bamotf_inbox where false
        """;
    Sql.update(connection, sql);
  }

  /**
   * Adds to the delivery counts. One statement for each row, so that without a transaction it never
   * locks two rows at once.
   *
   * @return the ids by deduplication key; lacks those that are no longer stored
   */
  static Map<String, Long> addDeliveries(
      Connection connection, Map<String, Integer> byDeduplicationKey) throws SQLException {
    Map<String, Long> ids = new HashMap<>();
    String sql = "update bamotf_inbox set deliveries = deliveries + ? where deduplication_key = ?";
    for (Map.Entry<String, Integer> deliveries : byDeduplicationKey.entrySet()) {
      String key = deliveries.getKey();
      Sql.changedId(connection, sql, deliveries.getValue(), key).ifPresent(id -> ids.put(key, id));
    }
    return ids;
  }

  /** Returns those of the keys that have an entry. */
  static Set<String> stored(Connection connection, Set<String> deduplicationKeys)
      throws SQLException {
    String sql = "select deduplication_key from bamotf_inbox where deduplication_key = any(?)";
    Object keys = connection.createArrayOf("varchar", deduplicationKeys.toArray());
    return new HashSet<>(Sql.list(connection, sql, row -> row.getString(1), keys));
  }

  /** Only a handled entry counts its attempt and advances its payment intent. */
  static boolean end(Connection connection, ClaimedEntry entry, EntryStatus status)
      throws SQLException {
    boolean handled = status == EntryStatus.HANDLED;
    int stage = handled ? Stage.of(entry.eventType()) : 0;
    return Sql.update(connection, END, status.name(), stage, handled ? 1 : 0, entry.id()) == 1;
  }

  /** Does not count an attempt. */
  static void postpone(Connection connection, Dialect dialect, ClaimedEntry entry, Duration pause)
      throws SQLException {
    String sql =
        "update bamotf_inbox set next_attempt_at = %s where id = ? and %s and attempts = ?"
            .formatted(dialect.nowPlusMillis(), STILL_PENDING);
    Sql.update(connection, sql, pause.toMillis(), entry.id(), entry.attempts());
  }

  /**
   * Counts a failed attempt and adds it to the history.
   *
   * @param pause until the next attempt; null abandons the entry
   */
  static boolean recordFailure(
      Connection connection,
      Dialect dialect,
      ClaimedEntry entry,
      Throwable failure,
      Duration duration,
      @Nullable Duration pause)
      throws SQLException {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    String status = (pause == null ? EntryStatus.ABANDONED : EntryStatus.PENDING).name();
    String update =
        """
        update bamotf_inbox
        set status = ?, attempts = attempts + 1, rare = true, last_error = ?, next_attempt_at = %s,
          ended_at = case when ? = 'ABANDONED' then current_timestamp end
        where id = ? and %s and attempts = ?
        """
            .formatted(dialect.nowPlusMillis(), STILL_PENDING);
    int updated =
        Sql.update(
            connection,
            update,
            status,
            Sql.storable(describe(failure), MAX_MESSAGE),
            pause == null ? null : pause.toMillis(),
            status,
            entry.id(),
            entry.attempts());
    if (updated == 1) {
      String insert =
          """
          insert into bamotf_inbox_attempt
            (entry_id, attempt, started_at, duration_ms, error_class, message, stack)
          values (?, ?, %s, ?, ?, ?, ?)
          """
              .formatted(dialect.nowPlusMillis());
      Sql.update(
          connection,
          insert,
          entry.id(),
          entry.attempts() + 1,
          -duration.toMillis(),
          duration.toMillis(),
          Sql.storable(failure.getClass().getName(), MAX_ERROR_CLASS),
          Sql.storable(message, MAX_MESSAGE),
          Sql.storable(stack(failure), MAX_STACK));
    }
    return updated == 1;
  }

  /** The innermost cause first: it usually names what went wrong, such as a constraint. */
  private static String describe(Throwable failure) {
    Throwable root = Causes.root(failure);
    return root == failure ? failure.toString() : root + " (in " + failure + ")";
  }

  private static String stack(Throwable failure) {
    StringWriter stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack));
    return stack.toString();
  }
}
