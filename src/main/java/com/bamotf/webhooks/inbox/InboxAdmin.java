package com.bamotf.webhooks.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What an operator can look at and do. Thread-safe; each call is a transaction of its own, so that
 * the caller must not have one.
 *
 * <p>Every method throws {@link SQLException} if the database cannot be worked with; nothing has
 * changed then.
 */
@ApplicationScoped
public class InboxAdmin {

  private static final int BATCH = 200;

  private final InboxDatabase database;
  private final DatabaseWork work;
  private final Intake intake;
  private final WorkSignal signal;

  @Inject
  InboxAdmin(InboxDatabase database, DatabaseWork work, Intake intake, WorkSignal signal) {
    this.database = database;
    this.work = work;
    this.intake = intake;
    this.signal = signal;
  }

  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  protected InboxAdmin() {
    this.database = null;
    this.work = null;
    this.intake = null;
    this.signal = null;
  }

  /** The entry of this id; empty if there is none. */
  public Optional<StoredEntry> find(long id) throws SQLException {
    return work.inTransaction(connection -> EntryQueries.byId(connection, id));
  }

  /**
   * Entries in the order in which they were stored.
   *
   * @param afterId only entries with a larger id, for paging; 0 begins at the first
   * @param limit at most so many, from 1 to 1000
   * @throws IllegalArgumentException if the limit is out of its range
   */
  public List<StoredEntry> list(EntrySelection selection, long afterId, int limit)
      throws SQLException {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit is " + limit + "; from 1 to 1000 is allowed");
    }
    return work.inTransaction(
        connection -> EntryQueries.select(connection, selection, afterId, limit));
  }

  /** The failed attempts of an entry, oldest first; they outlive a requeuing. */
  public List<KeptFailure> history(long id) throws SQLException {
    return work.inTransaction(connection -> EntryQueries.history(connection, id));
  }

  /**
   * Lets an ended entry be handled again, with all its attempts before it.
   *
   * @param force also if it was handled or superseded; it is marked as forced then, and fired even
   *     if its payment intent has gone further
   */
  public RequeueResult requeue(long id, boolean force) throws SQLException {
    Dialect dialect = database.ready().dialect();
    RequeueResult result =
        work.inTransaction(
            connection -> new Requeuing(connection, dialect, intake).requeue(id, force));
    if (result instanceof RequeueResult.Requeued) {
      signal.wake(1);
    }
    return result;
  }

  /**
   * Lets every selected entry be handled again, each as {@link #requeue} does; those that it
   * refuses stay as they are.
   *
   * <p>Entries are requeued one by one, so that a failure in the middle leaves the others requeued;
   * calling it again goes on.
   *
   * @return how many were requeued
   */
  public int requeueAll(EntrySelection selection, boolean force) throws SQLException {
    int requeued = 0;
    long lastId = 0;
    List<StoredEntry> batch;
    do {
      long after = lastId;
      batch =
          work.inTransaction(
              connection -> EntryQueries.select(connection, selection, after, BATCH));
      for (StoredEntry entry : batch) {
        lastId = entry.id();
        if (requeue(entry.id(), force) instanceof RequeueResult.Requeued) {
          requeued++;
        }
      }
    } while (batch.size() == BATCH);
    return requeued;
  }
}
