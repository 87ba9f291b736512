package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Brings an ended entry back into the queue. Runs in the caller's transaction. */
final class Requeuing {

  private final Connection connection;
  private final Dialect dialect;
  private final Intake intake;

  Requeuing(Connection connection, Dialect dialect, Intake intake) {
    this.connection = connection;
    this.dialect = dialect;
    this.intake = intake;
  }

  RequeueResult requeue(long id, boolean force) throws SQLException {
    Optional<StoredEntry> found = EntryQueries.byId(connection, id);
    if (found.isEmpty()) {
      return new RequeueResult.Unknown();
    }
    EntryStatus status = found.get().status();
    if (status == EntryStatus.PENDING) {
      return new RequeueResult.Refused("Entry " + id + " is waiting to be handled already");
    }
    if (status == EntryStatus.QUARANTINED) {
      return readAgain(id);
    }
    return status == EntryStatus.ABANDONED || status == EntryStatus.UNOBSERVED
        ? backToPending(id, status, false)
        : repeat(id, status, force);
  }

  private RequeueResult repeat(long id, EntryStatus status, boolean force) throws SQLException {
    if (!force) {
      return new RequeueResult.Refused(
          "Entry %d is %s, and its observers would do their work again or out of order; force it if that is meant"
              .formatted(id, status));
    }
    return backToPending(id, status, true);
  }

  private RequeueResult backToPending(long id, EntryStatus from, boolean forced)
      throws SQLException {
    String sql =
        """
        update bamotf_inbox set status = 'PENDING', attempts = 0, requeues = requeues + 1, forced = ?,
          next_attempt_at = current_timestamp, ended_at = null
        where id = ? and status = ?
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setBoolean(1, forced);
      update.setLong(2, id);
      update.setString(3, from.name());
      return update.executeUpdate() == 1 ? new RequeueResult.Requeued() : changedMeanwhile(id);
    }
  }

  /**
   * A newer version may read what an older one could not, and another configuration may take its
   * mode.
   */
  private RequeueResult readAgain(long id) throws SQLException {
    Optional<NewEntry> read = readBody(id);
    if (read.isEmpty()) {
      return changedMeanwhile(id);
    }
    NewEntry entry = read.get();
    PaymentIntentEvent event = entry.event();
    if (event == null || entry.quarantineReason() != null) {
      return new RequeueResult.Refused(
          "Entry %d still cannot be handled: %s".formatted(id, entry.quarantineReason()));
    }
    Optional<Long> same = entryOf(entry.factKey(), id);
    if (same.isPresent()) {
      return new RequeueResult.Refused(
          "Entry %d tells what entry %d tells already".formatted(id, same.get()));
    }
    dialect.insertIntent(connection, event.paymentIntent().id());
    return release(id, entry);
  }

  private RequeueResult release(long id, NewEntry entry) throws SQLException {
    String sql =
        """
        update bamotf_inbox set fact_key = ?, payment_intent_id = ?, event = ?, mode = ?
        where id = ? and status = 'QUARANTINED'
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, entry.factKey());
      update.setString(2, entry.paymentIntentId());
      update.setString(3, entry.eventType());
      update.setString(4, entry.mode());
      update.setLong(5, id);
      update.executeUpdate();
    }
    return backToPending(id, EntryStatus.QUARANTINED, false);
  }

  private Optional<NewEntry> readBody(long id) throws SQLException {
    String sql = "select body, source from bamotf_inbox where id = ? and status = 'QUARANTINED'";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(intake.read(row.getBytes(1), Source.valueOf(row.getString(2))))
            : Optional.empty();
      }
    }
  }

  private Optional<Long> entryOf(String factKey, long otherThan) throws SQLException {
    String sql = "select id from bamotf_inbox where fact_key = ? and id <> ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, factKey);
      select.setLong(2, otherThan);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  private static RequeueResult changedMeanwhile(long id) {
    return new RequeueResult.Refused(
        "Entry " + id + " changed at this very moment; look at it again");
  }
}
