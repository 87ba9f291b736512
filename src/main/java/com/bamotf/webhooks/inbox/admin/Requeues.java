package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.Signal.WorkSignal;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requeues one entry after the other, each in a transaction of its own. Thread-safe. */
final class Requeues {

  private static final int BATCH = 200;

  private final InboxDatabase database;
  private final Intake intake;
  private final WorkSignal signal;

  Requeues(InboxDatabase database, Intake intake, WorkSignal signal) {
    this.database = database;
    this.intake = intake;
    this.signal = signal;
  }

  /**
   * @param by recorded if the entry was requeued; null records nothing
   */
  RequeueResult requeue(long id, boolean force, @Nullable Actor by) throws SQLException {
    RequeueResult result =
        database.inTransaction(
            connection -> {
              RequeueResult tried = new Requeuing(connection, database, intake).requeue(id, force);
              if (by != null && tried instanceof RequeueResult.Requeued) {
                String detail = force ? "forced" : null;
                AuditLog.insert(connection, by, AuditLog.REQUEUED, id, detail);
              }
              return tried;
            });
    if (result instanceof RequeueResult.Requeued) {
      signal.raise(1);
    }
    return result;
  }

  RequeuePreview preview(EntrySelection selection, long upTo) throws SQLException {
    Set<EntryStatus> ended = ended(selection);
    return ended.isEmpty()
        ? new RequeuePreview(0, 0, 0)
        : database.inTransaction(
            connection ->
                EntryQueries.preview(connection, selection.withStatuses(ended), after(upTo)));
  }

  /** Requeues the selected entries up to an id, until it is canceled. */
  void all(
      EntrySelection selection, long upTo, boolean force, @Nullable Actor by, RequeueCount count)
      throws SQLException {
    Set<EntryStatus> ended = ended(selection);
    if (ended.isEmpty()) {
      return;
    }
    EntrySelection requeued = selection.withStatuses(ended);
    long beforeId = after(upTo);
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
        count.add(requeue(entry.id(), force, by));
      }
    } while (batch.size() == BATCH);
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
