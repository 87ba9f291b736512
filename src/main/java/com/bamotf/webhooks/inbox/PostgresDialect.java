package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.inbox.database.Sql;
import com.bamotf.webhooks.inbox.database.SqlErrors;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SQL for PostgreSQL. */
final class PostgresDialect implements Dialect {

  // Only an entry in quarantine has an error from the start.
  private static final String INSERT_NEW =
      """
      insert into bamotf_inbox
        (deduplication_key, payment_intent_id, event, mode, source, signed_by, trace_context, body, last_error, rare, status, next_attempt_at)
      select *, case when last_error is null then 'PENDING' else 'QUARANTINED' end, case when last_error is null then now() end
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::boolean[])
        as new(deduplication_key, payment_intent_id, event, mode, source, signed_by, trace_context, body, last_error, rare)
      on conflict (deduplication_key) do nothing
      returning deduplication_key, id
      """;

  // Locks only the payment intent and no row, so that an entry skipped here stays free for the
  // worker that holds its payment intent. Two payment intents with the same hash merely wait for
  // each other. The table's oid keeps other inboxes and the host's locks apart. "offset 0" keeps
  // the order of the list, so that no lock is taken beyond the limit, whatever the plan. One
  // statement takes the lock and limits the idle time, so a server cannot fall silent between them.
  static final String LOCK_DUE =
      """
      select id, set_config('idle_in_transaction_session_timeout', ?, true), current_setting('transaction_read_only')
      from (
        select id, payment_intent_id, tableoid::bigint as inbox from bamotf_inbox
        where status = 'PENDING' and next_attempt_at <= now()
        order by next_attempt_at, id offset 0
      ) due
      where pg_try_advisory_xact_lock(hashtextextended(payment_intent_id, inbox))
      limit 1
      """;

  // The settings end with the transaction. Such a transaction runs rare statements, whose best plan
  // depends on the values; the driver would otherwise let PostgreSQL keep one plan for all values.
  private static final String LIMIT_IDLE_TIME =
      """
      select set_config('idle_in_transaction_session_timeout', ?, true),
        set_config('plan_cache_mode', 'force_custom_plan', true)
      """;

  @Override
  public boolean insertsByOneStatement() {
    return true;
  }

  @Override
  public Map<String, Long> insertNew(Connection connection, List<NewEntry> entries)
      throws SQLException {
    Map<String, Long> inserted = new HashMap<>();
    Sql.list(
        connection,
        INSERT_NEW,
        row -> inserted.put(row.getString(1), row.getLong(2)),
        texts(connection, entries, NewEntry::deduplicationKey),
        texts(connection, entries, NewEntry::paymentIntentId),
        texts(connection, entries, NewEntry::eventType),
        texts(connection, entries, NewEntry::mode),
        texts(connection, entries, entry -> entry.source().name()),
        texts(connection, entries, NewEntry::signedBy),
        texts(connection, entries, NewEntry::traceContext),
        connection.createArrayOf(
            "bytea", entries.stream().map(NewEntry::body).toArray(byte[][]::new)),
        texts(connection, entries, NewEntry::quarantineReason),
        connection.createArrayOf(
            "boolean", entries.stream().map(NewEntry::rare).toArray(Boolean[]::new)));
    return inserted;
  }

  private static Array texts(
      Connection connection, List<NewEntry> entries, Function<NewEntry, @Nullable String> column)
      throws SQLException {
    Object[] values = new Object[entries.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(entries.get(i));
    }
    return connection.createArrayOf("text", values);
  }

  @Override
  public void limitIdleTime(Connection connection, Duration limit) throws SQLException {
    Sql.first(connection, LIMIT_IDLE_TIME, row -> row.getString(1), millis(limit));
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  @Override
  public Optional<Long> lockDue(Connection connection, Duration idleLimit) throws SQLException {
    return Sql.first(connection, LOCK_DUE, PostgresDialect::locked, millis(idleLimit));
  }

  private static long locked(ResultSet row) throws SQLException {
    if (row.getString(3).equals("on")) {
      throw new SQLException("The database session is read-only", SqlErrors.READ_ONLY);
    }
    return row.getLong(1);
  }

  @Override
  public String transactionId() {
    return "pg_backend_pid() || ' ' || transaction_timestamp()";
  }

  @Override
  public String nowPlusMillis() {
    return "now() + ? * interval '1 millisecond'";
  }
}
