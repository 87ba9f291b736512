package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.NewEntry;
import com.bamotf.webhooks.inbox.Stage;
import com.bamotf.webhooks.inbox.admin.RequeueResult.Refused;
import com.bamotf.webhooks.inbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one ended entry pending again, in the caller's transaction. */
final class EntryRequeue {

  private static final String HANDLED_LATER =
      """
      select o.id from bamotf_inbox o, (
        select cast(? as varchar(255)) as payment_intent_id, cast(? as varchar(255)) as mode, cast(? as varchar(255)) as event
      ) e
      where %s order by o.stage desc, o.id desc limit 1
      """
          .formatted(Stage.HANDLED_LATER);

  private final Connection connection;
  private final InboxDatabase database;
  private final Intake intake;

  EntryRequeue(Connection connection, InboxDatabase database, Intake intake) {
    this.connection = connection;
    this.database = database;
    this.intake = intake;
  }

  RequeueResult requeue(long id, boolean force) throws SQLException {
    Optional<StoredEntry> found = EntryQueries.byId(connection, id);
    if (found.isEmpty()) {
      return new RequeueResult.Unknown();
    }
    return requeue(found.get(), force);
  }

  /** Refuses an entry that is not as it was seen. */
  RequeueResult requeue(StoredEntry seen, boolean force) throws SQLException {
    return switch (seen.status()) {
      case PENDING -> refused("Entry " + seen.id() + " is already pending", null);
      case ABANDONED, UNOBSERVED -> unlessLate(seen, force);
      case QUARANTINED -> readAgain(seen, force);
      case HANDLED, SUPERSEDED -> force ? backToPending(seen, true) : refusedAsHandled(seen);
    };
  }

  private static Refused refused(String reason, @Nullable Long conflict) {
    return new Refused(reason, conflict, false);
  }

  private RequeueResult unlessLate(StoredEntry entry, boolean force) throws SQLException {
    Optional<Long> later = handledLater(entry.paymentIntentId(), entry.mode(), entry.event());
    return later.isPresent() && !force
        ? refusedAsLate(entry.id(), later.get())
        : backToPending(entry, later.isPresent());
  }

  private RequeueResult refusedAsHandled(StoredEntry entry) throws SQLException {
    return new Refused(
        "Entry %s is %s. Requeuing it can repeat its observers' work or run it out of order; use force to do so anyway"
            .formatted(entry.id(), entry.status()),
        handledLater(entry.paymentIntentId(), entry.mode(), entry.event()).orElse(null),
        true);
  }

  private static Refused refusedAsLate(long id, long later) {
    return new Refused(
        "Entry %s is too late: entry %s, a later event of the same payment intent, was handled. Use force to handle it out of order"
            .formatted(id, later),
        later,
        true);
  }

  /** Returns the entry that took the payment intent furthest, if it is further than this event. */
  private Optional<Long> handledLater(
      @Nullable String paymentIntentId, @Nullable String mode, @Nullable String event)
      throws SQLException {
    return Sql.first(
        connection, HANDLED_LATER, row -> row.getLong(1), paymentIntentId, mode, event);
  }

  private RequeueResult backToPending(StoredEntry seen, boolean forced) throws SQLException {
    String sql =
        """
        update bamotf_inbox set status = 'PENDING', attempts = 0, requeues = requeues + 1, forced = ?,
          next_attempt_at = current_timestamp, ended_at = null, last_error = null
        where id = ? and status = ? and requeues = ?
        """;
    return Sql.update(connection, sql, forced, seen.id(), seen.status().name(), seen.requeues())
            == 1
        ? new RequeueResult.Requeued()
        : changedMeanwhile(seen.id());
  }

  /** Succeeds if it is accepted now: this version can read it, or the settings have changed. */
  private RequeueResult readAgain(StoredEntry seen, boolean force) throws SQLException {
    long id = seen.id();
    Optional<NewEntry> read =
        Sql.first(
            connection,
            "select body, source, signed_by from bamotf_inbox where id = ? and status = 'QUARANTINED'",
            row -> intake.read(row.getBytes(1), Source.valueOf(row.getString(2)), row.getString(3)),
            id);
    if (read.isEmpty()) {
      return changedMeanwhile(id);
    }
    NewEntry entry = read.get();
    PaymentIntentEvent event = entry.event();
    if (event == null || entry.quarantineReason() != null) {
      return refused(
          "Entry %s still cannot be handled: %s".formatted(id, entry.quarantineReason()), null);
    }
    Optional<Long> duplicate =
        Sql.first(
            connection,
            "select id from bamotf_inbox where deduplication_key = ? and id <> ?",
            row -> row.getLong(1),
            entry.deduplicationKey(),
            id);
    if (duplicate.isPresent()) {
      return refused(
          "Entry %s is a duplicate of entry %s".formatted(id, duplicate.get()), duplicate.get());
    }
    Optional<Long> later =
        handledLater(event.paymentIntent().id(), event.paymentIntent().mode(), event.type());
    if (later.isPresent() && !force) {
      return refusedAsLate(id, later.get());
    }
    database.insertIntent(connection, event.paymentIntent().id());
    String sql =
        """
        update bamotf_inbox set deduplication_key = ?, payment_intent_id = ?, event = ?, mode = ?
        where id = ? and status = 'QUARANTINED'
        """;
    Sql.update(
        connection,
        sql,
        entry.deduplicationKey(),
        event.paymentIntent().id(),
        event.type(),
        event.paymentIntent().mode(),
        id);
    return backToPending(seen, later.isPresent());
  }

  private static RequeueResult changedMeanwhile(long id) {
    return refused("Entry " + id + " was changed or deleted in the meantime; check it again", null);
  }
}
