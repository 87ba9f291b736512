package com.bamotf.webhooks.inbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: a batch is one statement of arrays whatever its size, and finding and locking what is
 * due is one statement, as is a completion.
 */
final class PostgresDialect implements Dialect {

  private static final String INSERT_INTENTS =
      """
      insert into bamotf_inbox_intent (payment_intent_id)
      select distinct id from unnest(?::text[]) as id where id is not null order by id
      on conflict do nothing
      """;

  private static final String INSERT_NEW =
      """
      with intents as (%s)
      insert into bamotf_inbox
        (fact_key, payment_intent_id, event, mode, source, body, status, last_error, next_attempt_at)
      select fact_key, payment_intent_id, event, mode, source, body, status, last_error,
        case status when 'PENDING' then now() end
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[])
        as new(fact_key, payment_intent_id, event, mode, source, body, status, last_error)
      on conflict (fact_key) do nothing
      returning fact_key
      """
          .formatted(INSERT_INTENTS);

  // The lock is on the payment intent alone: an entry passed over here must stay free for the
  // worker that holds its intent, or one slow handler would keep back the entries that it merely
  // looked at.
  static final String LOCK_DUE =
      """
      select e.id, e.payment_intent_id, i.stage, e.next_attempt_at
      from bamotf_inbox e join bamotf_inbox_intent i using (payment_intent_id)
      where e.status = 'PENDING' and e.next_attempt_at >= ? and e.next_attempt_at <= now()
      order by e.next_attempt_at, e.id
      limit \
      """;

  static final String SKIP_LOCKED = " for update of i skip locked";

  // Row by row through the primary key. With "id = any(?)", a plan made while the table was empty
  // would go on reading the whole of it.
  static final String PENDING =
      """
      select e.* from unnest(?::bigint[]) as locked(id) cross join lateral
        (select %s from bamotf_inbox where id = locked.id and %s offset 0) e
      """
          .formatted(EntryTable.PENDING_COLUMNS, EntryTable.STILL_PENDING);

  static final String COMPLETE =
      "with raised as (%s) %s".formatted(EntryTable.RAISE_STAGE, EntryTable.COMPLETE);

  private final LowWaterMark lowWater = new LowWaterMark(System::nanoTime);

  @Override
  public boolean insertsByOneStatement() {
    return true;
  }

  @Override
  public Set<String> insertNew(Connection connection, List<NewEntry> entries) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_NEW)) {
      Array intents = texts(connection, entries, NewEntry::paymentIntentId);
      insert.setArray(1, intents);
      insert.setArray(2, texts(connection, entries, NewEntry::factKey));
      insert.setArray(3, intents);
      insert.setArray(4, texts(connection, entries, NewEntry::eventType));
      insert.setArray(5, texts(connection, entries, NewEntry::mode));
      insert.setArray(6, texts(connection, entries, entry -> entry.source().name()));
      insert.setArray(7, bodies(connection, entries));
      insert.setArray(8, texts(connection, entries, entry -> entry.status().name()));
      insert.setArray(9, texts(connection, entries, NewEntry::quarantineReason));
      return factKeys(insert);
    }
  }

  @Override
  public void insertIntent(Connection connection, String paymentIntentId) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_INTENTS)) {
      insert.setArray(1, connection.createArrayOf("text", new Object[] {paymentIntentId}));
      insert.executeUpdate();
    }
  }

  @Override
  public List<Locked> lockDue(Connection connection, int most) throws SQLException {
    Instant from = lowWater.next();
    List<Locked> locked = lockDue(connection, from, most);
    return locked.isEmpty() && !from.equals(LowWaterMark.FRONT)
        ? lockDue(connection, LowWaterMark.FRONT, most)
        : locked;
  }

  private List<Locked> lockDue(Connection connection, Instant from, int most) throws SQLException {
    List<Locked> locked = new ArrayList<>();
    // The limit is part of the text: as a parameter, the planner would not know how small it is.
    try (PreparedStatement select = connection.prepareStatement(LOCK_DUE + most + SKIP_LOCKED)) {
      select.setObject(1, from.atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          if (locked.isEmpty()) {
            lowWater.found(from, row.getTimestamp(4).toInstant());
          }
          locked.add(new Locked(row.getLong(1), row.getString(2), Stage.ofColumn(row.getInt(3))));
        }
      }
    }
    return locked;
  }

  @Override
  public List<ClaimedEntry> readPending(Connection connection, List<Locked> locked)
      throws SQLException {
    return EntryTable.pending(connection, PENDING, locked);
  }

  @Override
  public boolean complete(Connection connection, List<ClaimedEntry> entries) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(COMPLETE)) {
      for (ClaimedEntry entry : entries) {
        EntryTable.setStage(update, entry);
        update.setLong(4, entry.id());
        update.addBatch();
      }
      return EntryTable.changedAll(update);
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
    return connection.createArrayOf(
        "bytea", entries.stream().map(NewEntry::body).toArray(byte[][]::new));
  }
}
