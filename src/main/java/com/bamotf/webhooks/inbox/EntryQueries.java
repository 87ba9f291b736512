package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads entries without locking them. Runs in the caller's transaction. */
final class EntryQueries {

  private static final String COLUMNS =
      """
      select id, payment_intent_id, event, mode, source, status, deliveries, attempts, requeues, forced,
        received_at, next_attempt_at, ended_at, last_error
      from bamotf_inbox
      """;

  private EntryQueries() {}

  static Optional<StoredEntry> byId(Connection connection, long id) throws SQLException {
    return Sql.first(connection, COLUMNS + "where id = ?", EntryQueries::entry, id);
  }

  /** Returns entries with an id above {@code afterId}, in ascending order. */
  static List<StoredEntry> select(
      Connection connection, EntrySelection selection, long afterId, int limit)
      throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(afterId));
    String where = "where id > ?" + conditions(selection, parameters);
    String sql = COLUMNS + where + " order by id limit " + limit;
    return Sql.list(connection, sql, EntryQueries::entry, parameters.toArray());
  }

  /** Returns those of the keys that have an entry. */
  static Set<String> stored(Connection connection, Set<String> deduplicationKeys)
      throws SQLException {
    String sql = "select deduplication_key from bamotf_inbox where deduplication_key = any(?)";
    Object keys = connection.createArrayOf("varchar", deduplicationKeys.toArray());
    return new HashSet<>(Sql.list(connection, sql, row -> row.getString(1), keys));
  }

  /** Returns the time since when retention has deleted no event. */
  static Instant completeSince(Connection connection) throws SQLException {
    String sql = "select complete_since from bamotf_inbox_retention";
    return Sql.first(connection, sql, row -> row.getObject(1, OffsetDateTime.class).toInstant())
        .orElseThrow();
  }

  /** Returns failed attempts, the newest first. */
  static List<FailedAttempt> history(Connection connection, long entryId, int limit)
      throws SQLException {
    String sql =
        """
        select attempt, started_at, duration_ms, error_class, message, stack
        from bamotf_inbox_attempt where entry_id = ? order by id desc limit ?
        """;
    return Sql.list(connection, sql, EntryQueries::attempt, entryId, limit);
  }

  private static FailedAttempt attempt(ResultSet row) throws SQLException {
    return new FailedAttempt(
        row.getInt(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        Duration.ofMillis(row.getLong(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6));
  }

  private static String conditions(EntrySelection selection, List<Object> parameters) {
    StringJoiner statuses = new StringJoiner("', '", " and status in ('", "')");
    for (EntryStatus status : selection.statuses()) {
      statuses.add(status.name());
    }
    StringBuilder sql = new StringBuilder(statuses.toString());
    String paymentIntentId = selection.paymentIntentId();
    if (paymentIntentId != null) {
      add(sql, " and deduplication_key >= ?", DeduplicationKey.first(paymentIntentId), parameters);
      add(sql, " and deduplication_key < ?", DeduplicationKey.end(paymentIntentId), parameters);
    }
    add(sql, " and event = ?", selection.event(), parameters);
    add(sql, " and received_at >= ?", time(selection.receivedFrom()), parameters);
    add(sql, " and received_at < ?", time(selection.receivedBefore()), parameters);
    return sql.toString();
  }

  private static void add(
      StringBuilder sql, String condition, @Nullable Object value, List<Object> parameters) {
    if (value != null) {
      sql.append(condition);
      parameters.add(value);
    }
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static StoredEntry entry(ResultSet row) throws SQLException {
    return new StoredEntry(
        row.getLong("id"),
        row.getString("payment_intent_id"),
        row.getString("event"),
        row.getString("mode"),
        Source.valueOf(row.getString("source")),
        EntryStatus.valueOf(row.getString("status")),
        row.getInt("deliveries"),
        row.getInt("attempts"),
        row.getInt("requeues"),
        row.getBoolean("forced"),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        Sql.instant(row, "next_attempt_at"),
        Sql.instant(row, "ended_at"),
        row.getString("last_error"));
  }
}
