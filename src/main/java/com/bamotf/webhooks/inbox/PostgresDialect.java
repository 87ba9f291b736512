package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: a batch is one statement of arrays whatever its size, and finding and locking what is
 * due is one statement.
 */
final class PostgresDialect implements Dialect {

  private static final System.Logger LOG = System.getLogger(PostgresDialect.class.getName());

  private static final String INSERT_NEW =
      """
      insert into bamotf_inbox
        (fact_key, payment_intent_id, event, mode, source, body, status, last_error, next_attempt_at)
      select fact_key, payment_intent_id, event, mode, source, body, status, last_error,
        case status when 'PENDING' then now() end
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[])
        as new(fact_key, payment_intent_id, event, mode, source, body, status, last_error)
      on conflict (fact_key) do nothing
      returning fact_key
      """;

  // The lock is on the payment intent alone: an entry passed over here must stay free for the
  // worker that holds its intent, or one slow handler would keep back the entries that it merely
  // looked at. It is an advisory lock, which writes nothing. Two payment intents with the same hash
  // wait for one another, no more. The table's own number keeps other inboxes and the host's locks
  // apart. "offset 0" keeps the attempts to lock in the order of the list: none is made beyond the
  // limit, whatever the plan.
  static final String LOCK_DUE =
      """
      select id, next_attempt_at from (
        select id, payment_intent_id, next_attempt_at, tableoid::bigint as inbox from bamotf_inbox
        where status = 'PENDING' and next_attempt_at >= ? and next_attempt_at <= now()
        order by next_attempt_at, id offset 0
      ) due
      where pg_try_advisory_xact_lock(hashtextextended(payment_intent_id, inbox))
      limit 1
      """;

  // One round trip. What is set goes with the transaction.
  private static final String LIMIT_SILENCE =
      "select set_config('idle_in_transaction_session_timeout', ?, true), current_setting('transaction_read_only')";

  private final LowWaterMark lowWater = new LowWaterMark(System::nanoTime);

  @Override
  public boolean insertsByOneStatement() {
    return true;
  }

  @Override
  public Set<String> insertNew(Connection connection, List<NewEntry> entries) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_NEW)) {
      insert.setArray(1, texts(connection, entries, NewEntry::factKey));
      insert.setArray(2, texts(connection, entries, NewEntry::paymentIntentId));
      insert.setArray(3, texts(connection, entries, NewEntry::eventType));
      insert.setArray(4, texts(connection, entries, NewEntry::mode));
      insert.setArray(5, texts(connection, entries, entry -> entry.source().name()));
      insert.setArray(6, bodies(connection, entries));
      insert.setArray(7, texts(connection, entries, entry -> entry.status().name()));
      insert.setArray(8, texts(connection, entries, NewEntry::quarantineReason));
      return factKeys(insert);
    }
  }

  @Override
  public boolean limitSilence(Connection connection, Duration limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LIMIT_SILENCE)) {
      select.setString(1, String.valueOf(limit.toMillis()));
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getString(2).equals("off");
      }
    }
  }

  @Override
  public void prepare(Connection connection) {
    if (ReadLimit.of(connection) == 0) {
      LOG.log(
          WARNING,
          "{0}: the data source has no limit for a connection that dies without a word, so that handlers and this server''s"
              + " own threads could wait for it without an end: set socketTimeout of PostgreSQL''s driver, such as 15 (seconds)",
          LogCodes.NO_SOCKET_TIMEOUT);
    }
  }

  @Override
  public OptionalLong lockDue(Connection connection) throws SQLException {
    Instant from = lowWater.next();
    OptionalLong locked = lockDue(connection, from);
    return locked.isEmpty() && !from.equals(LowWaterMark.FRONT)
        ? lockDue(connection, LowWaterMark.FRONT)
        : locked;
  }

  private OptionalLong lockDue(Connection connection, Instant from) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK_DUE)) {
      select.setObject(1, from.atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return OptionalLong.empty();
        }
        lowWater.found(from, row.getTimestamp(2).toInstant());
        return OptionalLong.of(row.getLong(1));
      }
    }
  }

  @Override
  public String nowPlusMillis() {
    return "now() + ? * interval '1 millisecond'";
  }

  private static Set<String> factKeys(PreparedStatement insert) throws SQLException {
    Set<String> inserted = new HashSet<>();
    try (ResultSet rows = insert.executeQuery()) {
      while (rows.next()) {
        inserted.add(rows.getString(1));
      }
    }
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

  private static Array bodies(Connection connection, List<NewEntry> entries) throws SQLException {
    byte[][] bodies = new byte[entries.size()][];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] = entries.get(i).body();
    }
    return connection.createArrayOf("bytea", bodies);
  }
}
