package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.Stage;
import com.bamotf.webhooks.inbox.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads entries without locking them. Runs in the caller's transaction. */
final class EntryQueries {

  private static final String COLUMNS =
      """
      select id, payment_intent_id, event, mode, source, signed_by, status, deliveries, attempts, requeues, forced,
        received_at, next_attempt_at, ended_at, last_error
      from bamotf_inbox
      """;

  // max(id) of no entries is null, which is read as 0.
  private static final String PREVIEW =
      """
      select count(*), max(e.id), count(case when e.status in ('HANDLED', 'SUPERSEDED')
        or exists (select 1 from bamotf_inbox o where %s) then 1 end), current_timestamp
      from bamotf_inbox e where e.id in (%s)
      """;

  private EntryQueries() {}

  static Optional<StoredEntry> byId(Connection connection, long id) throws SQLException {
    return Sql.first(connection, COLUMNS + "where id = ?", EntryQueries::entry, id);
  }

  static Optional<byte[]> body(Connection connection, long id) throws SQLException {
    String sql = "select body from bamotf_inbox where id = ?";
    return Sql.first(connection, sql, row -> row.getBytes(1), id);
  }

  /** Returns entries with an id above {@code afterId}, in ascending order. */
  static List<StoredEntry> ascending(
      Connection connection, EntrySelection selection, long afterId, long beforeId, int limit)
      throws SQLException {
    return list(connection, selection, afterId, beforeId, " order by id limit " + limit);
  }

  /** Returns entries with an id below {@code beforeId}, in descending order. */
  static List<StoredEntry> descending(
      Connection connection, EntrySelection selection, long beforeId, int limit)
      throws SQLException {
    return list(connection, selection, 0, beforeId, " order by id desc limit " + limit);
  }

  private static List<StoredEntry> list(
      Connection connection, EntrySelection selection, long afterId, long beforeId, String page)
      throws SQLException {
    SelectionSql selected = SelectionSql.between(selection, afterId, beforeId, page);
    String sql = COLUMNS + "where id in (" + selected.ids() + ")" + page;
    return Sql.list(connection, sql, EntryQueries::entry, selected.parameters());
  }

  static RequeuePreview preview(Connection connection, EntrySelection selection, long beforeId)
      throws SQLException {
    SelectionSql selected = SelectionSql.between(selection, 0, beforeId, "");
    return Sql.first(
            connection,
            PREVIEW.formatted(Stage.HANDLED_LATER, selected.ids()),
            row ->
                new RequeuePreview(
                    row.getLong(1), row.getLong(3), row.getLong(2), Sql.time(row, 4)),
            selected.parameters())
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
        Sql.time(row, 2),
        Duration.ofMillis(row.getLong(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6));
  }

  private static StoredEntry entry(ResultSet row) throws SQLException {
    return new StoredEntry(
        row.getLong("id"),
        row.getString("payment_intent_id"),
        row.getString("event"),
        row.getString("mode"),
        Source.valueOf(row.getString("source")),
        WebhookSecret.nameIn(row.getString("signed_by")),
        EntryStatus.valueOf(row.getString("status")),
        row.getInt("deliveries"),
        row.getInt("attempts"),
        row.getInt("requeues"),
        row.getBoolean("forced"),
        Sql.time(row, row.findColumn("received_at")),
        Sql.instant(row, "next_attempt_at"),
        Sql.instant(row, "ended_at"),
        row.getString("last_error"));
  }
}
