package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.inbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL for H2 2.2, the version that the servers include. */
final class H2Dialect implements Dialect {

  private static final int MAX_CANDIDATES = 64;

  private static final String INSERT_INTENT =
      """
      insert into bamotf_inbox_intent (payment_intent_id)
      select cast(? as varchar(255))
      where not exists (select 1 from bamotf_inbox_intent where payment_intent_id = ?)
      """;

  private static final String INSERT_ENTRY =
      """
      insert into bamotf_inbox
        (deduplication_key, payment_intent_id, event, mode, source, signed_by, trace_context, body, status, last_error, next_attempt_at)
      select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, case when cast(? as boolean) then current_timestamp end
      where not exists (select 1 from bamotf_inbox where deduplication_key = ?)
      """;

  private static final String DUE =
      """
      select id, payment_intent_id from bamotf_inbox
      where status = 'PENDING' and next_attempt_at <= current_timestamp
      order by next_attempt_at, id
      limit ?
      """;

  // With "order by", H2 locks every row it looks at. So the candidates are read without a lock, and
  // then locked one by one.
  private static final String LOCK_INTENT =
      "select 1 from bamotf_inbox_intent where payment_intent_id = ? for update skip locked";

  private record Candidate(long entryId, String paymentIntentId) {}

  @Override
  public Map<String, Long> insertNew(Connection connection, List<NewEntry> entries)
      throws SQLException {
    Map<String, Long> inserted = new HashMap<>();
    for (NewEntry entry : entries) {
      String paymentIntentId = entry.paymentIntentId();
      if (paymentIntentId != null) {
        insertIntent(connection, paymentIntentId);
      }
      insertEntry(connection, entry).ifPresent(id -> inserted.put(entry.deduplicationKey(), id));
    }
    return inserted;
  }

  private static Optional<Long> insertEntry(Connection connection, NewEntry entry)
      throws SQLException {
    return Sql.changedId(
        connection,
        INSERT_ENTRY,
        entry.deduplicationKey(),
        entry.paymentIntentId(),
        entry.eventType(),
        entry.mode(),
        entry.source().name(),
        entry.signedBy(),
        entry.traceContext(),
        entry.body(),
        entry.status().name(),
        entry.quarantineReason(),
        entry.status() == EntryStatus.PENDING,
        entry.deduplicationKey());
  }

  @Override
  public Optional<Long> lockDue(Connection connection, Duration idleLimit) throws SQLException {
    List<Candidate> candidates =
        Sql.list(
            connection,
            DUE,
            row -> new Candidate(row.getLong(1), row.getString(2)),
            MAX_CANDIDATES);
    for (Candidate candidate : candidates) {
      if (Sql.first(connection, LOCK_INTENT, row -> true, candidate.paymentIntentId())
          .isPresent()) {
        return Optional.of(candidate.entryId());
      }
    }
    return Optional.empty();
  }

  @Override
  public String transactionId() {
    return "case when autocommit() then cast(random_uuid() as varchar) else cast(session_id() as varchar) end";
  }

  @Override
  public String nowPlusMillis() {
    return "dateadd(millisecond, ?, current_timestamp)";
  }

  /** The rows are never deleted, so a stored entry always has one. */
  @Override
  public void insertIntent(Connection connection, String paymentIntentId) throws SQLException {
    Sql.update(connection, INSERT_INTENT, paymentIntentId, paymentIntentId);
  }
}
