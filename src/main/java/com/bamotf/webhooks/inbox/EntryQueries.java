package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
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

/** Reads entries for an operator. Runs in the caller's transaction. */
final class EntryQueries {

  private static final String COLUMNS =
      """
      select id, payment_intent_id, event, mode, source, status, deliveries, attempts, requeues, forced,
        received_at, next_attempt_at, ended_at, last_error
      from bamotf_inbox
      """;

  private EntryQueries() {}

  static Optional<StoredEntry> byId(Connection connection, long id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COLUMNS + "where id = ?")) {
      select.setLong(1, id);
      return entries(select).stream().findFirst();
    }
  }

  /** In ascending order of their ids, those above {@code afterId}, at most {@code limit}. */
  static List<StoredEntry> select(
      Connection connection, EntrySelection selection, long afterId, int limit)
      throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(afterId));
    String sql =
        COLUMNS
            + "where id > ?"
            + conditions(selection, parameters)
            + " order by id limit "
            + limit;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        select.setObject(i + 1, parameters.get(i));
      }
      return entries(select);
    }
  }

  /** Those of the fact keys that have an entry. */
  static Set<String> stored(Connection connection, Set<String> factKeys) throws SQLException {
    String sql = "select fact_key from bamotf_inbox where fact_key = any(?)";
    Set<String> stored = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("varchar", factKeys.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          stored.add(row.getString(1));
        }
      }
    }
    return stored;
  }

  static List<KeptFailure> history(Connection connection, long entryId) throws SQLException {
    String sql =
        """
        select attempt, started_at, duration_ms, error_class, message, stack
        from bamotf_inbox_attempt where entry_id = ? order by id
        """;
    List<KeptFailure> history = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, entryId);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          history.add(
              new KeptFailure(
                  row.getInt(1),
                  row.getObject(2, OffsetDateTime.class).toInstant(),
                  new FailedAttempt(
                      Duration.ofMillis(row.getLong(3)),
                      row.getString(4),
                      row.getString(5),
                      row.getString(6))));
        }
      }
    }
    return history;
  }

  private static String conditions(EntrySelection selection, List<Object> parameters) {
    StringJoiner statuses = new StringJoiner("', '", " and status in ('", "')");
    for (EntryStatus status : selection.statuses()) {
      statuses.add(status.name());
    }
    StringBuilder sql = new StringBuilder(statuses.toString());
    String paymentIntentId = selection.paymentIntentId();
    if (paymentIntentId != null) {
      add(sql, " and fact_key >= ?", FactKey.first(paymentIntentId), parameters);
      add(sql, " and fact_key < ?", FactKey.end(paymentIntentId), parameters);
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

  private static List<StoredEntry> entries(PreparedStatement select) throws SQLException {
    List<StoredEntry> entries = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        entries.add(entry(row));
      }
    }
    return entries;
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
        instant(row, "next_attempt_at"),
        instant(row, "ended_at"),
        row.getString("last_error"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
