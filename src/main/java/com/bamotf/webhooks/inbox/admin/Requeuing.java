package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.NewEntry;
import com.bamotf.webhooks.inbox.admin.RequeueResult.Refused;
import com.bamotf.webhooks.inbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Makes an ended entry pending again. Runs in the caller's transaction. */
final class Requeuing {

  private final Connection connection;
  private final InboxDatabase database;
  private final Intake intake;

  Requeuing(Connection connection, InboxDatabase database, Intake intake) {
    this.connection = connection;
    this.database = database;
    this.intake = intake;
  }

  RequeueResult requeue(long id, boolean force) throws SQLException {
    Optional<StoredEntry> found = EntryQueries.byId(connection, id);
    if (found.isEmpty()) {
      return new RequeueResult.Unknown();
    }
    EntryStatus status = found.get().status();
    return switch (status) {
      case PENDING -> new Refused("Entry " + id + " is already pending");
      case ABANDONED, UNOBSERVED -> backToPending(id, status, false);
      case QUARANTINED -> readAgain(id);
      case HANDLED, SUPERSEDED ->
          force
              ? backToPending(id, status, true)
              : new Refused(
                  "Entry %s is %s. Requeuing it can repeat its observers' work or run it out of order; use force to do so anyway"
                      .formatted(id, status));
    };
  }

  private RequeueResult backToPending(long id, EntryStatus from, boolean forced)
      throws SQLException {
    String sql =
        """
        update bamotf_inbox set status = 'PENDING', attempts = 0, requeues = requeues + 1, forced = ?,
          next_attempt_at = current_timestamp, ended_at = null
        where id = ? and status = ?
        """;
    return Sql.update(connection, sql, forced, id, from.name()) == 1
        ? new RequeueResult.Requeued()
        : changedMeanwhile(id);
  }

  /** Succeeds if it is accepted now: this version can read it, or the settings have changed. */
  private RequeueResult readAgain(long id) throws SQLException {
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
      return new Refused(
          "Entry %s still cannot be handled: %s".formatted(id, entry.quarantineReason()));
    }
    Optional<Long> duplicate =
        Sql.first(
            connection,
            "select id from bamotf_inbox where deduplication_key = ? and id <> ?",
            row -> row.getLong(1),
            entry.deduplicationKey(),
            id);
    if (duplicate.isPresent()) {
      return new Refused("Entry %s is a duplicate of entry %s".formatted(id, duplicate.get()));
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
    return backToPending(id, EntryStatus.QUARANTINED, false);
  }

  private static RequeueResult changedMeanwhile(long id) {
    return new Refused("Entry " + id + " was changed by someone else at the same time; try again");
  }
}
