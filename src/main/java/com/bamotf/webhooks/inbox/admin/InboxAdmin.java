package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.InboxDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lists and requeues entries of the inbox. Inject it into a bean of your application:
 *
 * <pre>{@code
 * @Inject InboxAdmin admin;
 *
 * int requeued = admin.requeueAll(EntrySelection.of(EntryStatus.ABANDONED), false);
 * }</pre>
 *
 * <p>It does not check who calls it; protect what you build on it.
 *
 * <p><b>Transactions.</b> Each method runs in its own JTA transaction with a timeout of 30 s,
 * {@link #requeueAll} in one for each entry. Any bean may call it: a transaction of the caller is
 * suspended meanwhile, and its rollback does not undo a requeue. On WildFly and Open Liberty, the
 * server's default timeout applies to a caller with container-managed transactions, such as a
 * {@code @Stateless} bean.
 *
 * <p><b>Errors.</b> Each method throws {@link SQLException} if the database cannot be reached or a
 * statement fails, {@link com.bamotf.webhooks.server.TransactionFailedException} if the transaction
 * does not begin or commit, and {@link IllegalStateException} if the database can be reached but
 * not used. Except where stated, nothing has changed then; if the connection broke during the
 * commit of a requeue, it may have been requeued.
 *
 * <p><b>Nulls.</b> No parameter may be null, and no method returns null. Thread-safe.
 */
@ApplicationScoped
public class InboxAdmin {

  /** The highest limit for a list. */
  public static final int MAX_LIMIT = 1_000;

  private final InboxDatabase database;
  private final Requeues requeues;
  private final SharedSummary summary;

  @Inject
  InboxAdmin(InboxDatabase database, Requeues requeues) {
    this.database = database;
    this.requeues = requeues;
    SummaryQueries queries = new SummaryQueries();
    this.summary = new SharedSummary(() -> database.inTransaction(queries::read), System::nanoTime);
  }

  @SuppressWarnings("NullAway") // only for the container's client proxy
  protected InboxAdmin() {
    this.database = null;
    this.requeues = null;
    this.summary = null;
  }

  /** Returns the entry with this id, or empty if there is none. */
  public Optional<StoredEntry> find(long id) throws SQLException {
    return database.inTransaction(connection -> EntryQueries.byId(connection, id));
  }

  /**
   * Returns a page of entries, in ascending order of their ids, which is the order in which they
   * were stored.
   *
   * @param afterId returns only entries with a higher id: 0 for the first page, then the id of the
   *     last entry of the page before
   * @param limit the maximum number of entries, from 1 to {@value #MAX_LIMIT}
   * @throws IllegalArgumentException if the limit is out of range
   */
  public List<StoredEntry> list(EntrySelection selection, long afterId, int limit)
      throws SQLException {
    requireLimit(limit);
    return database.inTransaction(
        connection ->
            EntryQueries.ascending(connection, selection, afterId, Long.MAX_VALUE, limit));
  }

  /**
   * Returns a page of entries, the newest first.
   *
   * @param beforeId returns only entries with a lower id: {@link Long#MAX_VALUE} for the first
   *     page, then the id of the last entry of the page before
   * @param limit the maximum number of entries, from 1 to {@value #MAX_LIMIT}
   * @throws IllegalArgumentException if the limit is out of range
   */
  public List<StoredEntry> page(EntrySelection selection, long beforeId, int limit)
      throws SQLException {
    requireLimit(limit);
    return database.inTransaction(
        connection -> EntryQueries.descending(connection, selection, beforeId, limit));
  }

  /**
   * Returns the body of an entry, byte for byte as it was signed or as reconciliation built it, or
   * empty if there is no such entry. It may hold personal data.
   */
  public Optional<byte[]> body(long id) throws SQLException {
    return database.inTransaction(connection -> EntryQueries.body(connection, id));
  }

  /**
   * Returns what the inbox holds and what needs attention. Reading it takes longer with more
   * entries, so this server shares one result for at least 3 s.
   *
   * @throws IllegalStateException if another thread is reading the first one, and takes longer than
   *     1 s
   */
  public InboxSummary summary() throws SQLException {
    return summary.get();
  }

  /**
   * Returns the failed attempts of an entry, the newest first. A requeue does not delete them.
   *
   * @param limit the maximum number of attempts, from 1 to {@value #MAX_LIMIT}
   * @return empty if no attempt failed, or if there is no such entry
   * @throws IllegalArgumentException if the limit is out of range
   */
  public List<FailedAttempt> history(long id, int limit) throws SQLException {
    requireLimit(limit);
    return database.inTransaction(connection -> EntryQueries.history(connection, id, limit));
  }

  /**
   * Makes an ended entry pending again, with its attempts reset. A quarantined entry is read again
   * and refused if it still cannot be handled.
   *
   * @param force whether to requeue even a handled or superseded entry, or one whose payment intent
   *     has gone further: a later event of it was handled. Its observers are then called all the
   *     same. Has no effect on other entries
   */
  public RequeueResult requeue(long id, boolean force) throws SQLException {
    return requeues.requeue(id, force);
  }

  /**
   * Like {@link #requeue(long, boolean)}, unless the entry has changed since it was seen, and
   * records in the same transaction who did it.
   *
   * @param seen refused if its status or requeues have changed
   * @param by recorded in the {@link AuditLog} if the entry was requeued
   */
  public RequeueResult requeue(StoredEntry seen, boolean force, Actor by) throws SQLException {
    return requeues.requeue(seen, force, by);
  }

  /** Returns what a bulk requeue would meet, without changing anything. */
  public RequeuePreview preview(EntrySelection selection) throws SQLException {
    return requeues.preview(selection, Long.MAX_VALUE);
  }

  /**
   * Requeues every selected entry as {@link #requeue(long, boolean)} does, and skips those that it
   * refuses.
   *
   * <p>Each entry has its own transaction. If one fails, the entries before it stay requeued, and a
   * second call continues with the rest. {@link RequeueJobs} does the same in the background.
   *
   * @return how many entries were requeued
   */
  public int requeueAll(EntrySelection selection, boolean force) throws SQLException {
    RequeueCount count = new RequeueCount();
    requeues.all(new Requeues.Bulk(selection, Long.MAX_VALUE, Instant.MAX, force), null, count);
    return Math.toIntExact(count.done());
  }

  static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be from 1 to " + MAX_LIMIT + ", not " + limit);
    }
  }
}
