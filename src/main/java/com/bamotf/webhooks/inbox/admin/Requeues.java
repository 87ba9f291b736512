package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.Signal.WorkSignal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requeues entries, each in a transaction of its own. Thread-safe. */
@Singleton
class Requeues {

  private static final int BATCH = 200;

  /**
   * A bulk requeue.
   *
   * @param upTo the highest id
   * @param asOf entries that ended later are refused
   */
  record Bulk(EntrySelection selection, long upTo, Instant asOf, boolean force) {}

  private final InboxDatabase database;
  private final Intake intake;
  private final WorkSignal signal;

  @Inject
  Requeues(InboxDatabase database, Intake intake, WorkSignal signal) {
    this.database = database;
    this.intake = intake;
    this.signal = signal;
  }

  RequeueResult requeue(long id, boolean force) throws SQLException {
    return inTransaction(
        connection -> new EntryRequeue(connection, database, intake).requeue(id, force));
  }

  /**
   * Refuses an entry that is not as it was seen.
   *
   * @param by recorded if the entry was requeued; null records nothing
   */
  RequeueResult requeue(StoredEntry seen, boolean force, @Nullable Actor by) throws SQLException {
    return inTransaction(
        connection -> {
          RequeueResult tried = new EntryRequeue(connection, database, intake).requeue(seen, force);
          if (by != null && tried instanceof RequeueResult.Requeued) {
            String detail = force ? "forced" : null;
            AuditLog.insert(connection, by, AuditLog.REQUEUED, seen.id(), detail);
          }
          return tried;
        });
  }

  /**
   * Tries again after a conflict. If a webhook of the same event was stored meanwhile, the entry is
   * then refused as its duplicate.
   */
  private RequeueResult inTransaction(InboxDatabase.Work<RequeueResult> requeue)
      throws SQLException {
    RequeueResult result = database.inTransactionOrAgain(requeue);
    if (result instanceof RequeueResult.Requeued) {
      signal.raise(1);
    }
    return result;
  }

  RequeuePreview preview(EntrySelection selection, long upTo) throws SQLException {
    Set<EntryStatus> ended = ended(selection);
    return ended.isEmpty()
        ? new RequeuePreview(0, 0, 0, Instant.EPOCH)
        : database.inTransaction(
            connection ->
                EntryQueries.preview(connection, selection.withStatuses(ended), after(upTo)));
  }

  /** Requeues the selected entries as they are seen now, until it is canceled. */
  void all(Bulk bulk, @Nullable Actor by, RequeueCount count) throws SQLException {
    Set<EntryStatus> ended = ended(bulk.selection());
    if (ended.isEmpty()) {
      return;
    }
    EntrySelection requeued = bulk.selection().withStatuses(ended);
    long beforeId = after(bulk.upTo());
    long last = 0;
    List<StoredEntry> batch;
    do {
      long afterId = last;
      batch =
          database.inTransaction(
              connection -> EntryQueries.ascending(connection, requeued, afterId, beforeId, BATCH));
      for (StoredEntry entry : batch) {
        if (count.isCanceled()) {
          return;
        }
        last = entry.id();
        count.add(
            wasCounted(entry, bulk.asOf())
                && requeue(entry, bulk.force(), by) instanceof RequeueResult.Requeued);
      }
    } while (batch.size() == BATCH);
  }

  /** An entry's end is the time when the transaction that handled it began, hence the margin. */
  private boolean wasCounted(StoredEntry entry, Instant asOf) {
    Instant since = Objects.requireNonNullElse(entry.endedAt(), entry.receivedAt());
    return switch (entry.status()) {
      case HANDLED, SUPERSEDED -> !since.isAfter(asOf.minus(database.handlingIdleLimit()));
      default -> !since.isAfter(asOf);
    };
  }

  private static long after(long id) {
    return id == Long.MAX_VALUE ? id : id + 1;
  }

  /** A pending entry needs no requeue. */
  private static Set<EntryStatus> ended(EntrySelection selection) {
    EnumSet<EntryStatus> ended = EnumSet.copyOf(selection.statuses());
    ended.remove(EntryStatus.PENDING);
    return ended;
  }
}
