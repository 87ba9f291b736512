package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.Signal.WorkSignal;
import com.bamotf.webhooks.telemetry.Telemetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The entry point of the inbox for this module's other packages. Thread-safe. */
@Singleton
public class Inbox {

  private final StoreQueue queue;
  private final InboxDatabase database;
  private final WorkSignal signal;
  private volatile Runnable starter = () -> {};

  @Inject
  protected Inbox(
      StoreQueue queue, InboxDatabase database, WorkSignal signal, Telemetry telemetry) {
    this.queue = queue;
    this.database = database;
    this.signal = signal;
    telemetry.held(() -> isAway(queue) ? queue.held() : 0);
  }

  /** Sets what starts the threads unless they run. It is called with each delivery. */
  void startWith(Runnable action) {
    starter = action;
  }

  /**
   * Stores a delivery once, on the caller's thread if no other request is being stored. Otherwise,
   * and while the database is unavailable, it waits without holding a thread.
   *
   * @return completes with {@link StoreResult.Kept} only after the commit; never completes
   *     exceptionally
   */
  public CompletionStage<StoreResult> store(NewEntry entry) {
    starter.run();
    return queue.put(entry, true);
  }

  /**
   * Like {@link #store}, for one of many deliveries: never uses the caller's thread, so that they
   * share commits and do not delay requests.
   */
  public CompletionStage<StoreResult> enqueue(NewEntry entry) {
    starter.run();
    return queue.put(entry, false);
  }

  /** Whether a request that comes now is stored, or held until the database is back. */
  public boolean takesRequests() {
    return queue.takesRequests();
  }

  /**
   * Whether the database has not stored for a second or more; meanwhile requests are held. An
   * attempt that has just begun does not count.
   */
  public boolean isDatabaseAway() {
    return isAway(queue);
  }

  private static boolean isAway(StoreQueue queue) {
    return queue.outage().toSeconds() > 0;
  }

  /**
   * What the inbox knows of some events.
   *
   * @param stored those that are stored, in any status but QUARANTINED
   * @param completeSince of payment intents created before this time, by the database's clock,
   *     retention may have deleted the events
   */
  public record Known(Set<KnownEvent> stored, Instant completeSince) {}

  /** Looks the events up. Runs in its own transaction. */
  public Known known(Set<KnownEvent> events) throws SQLException {
    Map<String, KnownEvent> byKey = new HashMap<>();
    events.forEach(event -> byKey.put(DeduplicationKey.of(event), event));
    return database.inTransaction(
        connection -> {
          byKey.keySet().retainAll(EntryTable.stored(connection, byKey.keySet()));
          // Read last: a purge moves this time in the transaction that deletes, so it covers
          // whatever was already gone above.
          Instant completeSince = Retention.completeSince(connection);
          return new Known(Set.copyOf(byKey.values()), completeSince);
        });
  }

  /**
   * Makes the database ready for use if it is not yet. Must be called outside a transaction.
   *
   * @throws SQLException if the database cannot be reached
   */
  public void prepare() throws SQLException {
    database.dialect();
  }

  /**
   * Claims the entry that has been due longest and locks its payment intent until the caller's
   * transaction ends. On any number of servers, only one event of a payment intent is claimed at a
   * time.
   */
  public Claim claim() throws SQLException {
    Dialect dialect = database.dialect();
    try (Connection connection = database.connection()) {
      Optional<Long> locked =
          InboxDatabase.discardingReadOnly(
              connection, same -> dialect.lockDue(same, database.handlingIdleLimit()));
      if (locked.isEmpty()) {
        return Claim.None.NOTHING;
      }
      Optional<ClaimedEntry> entry = EntryTable.pending(connection, locked.get());
      entry.ifPresent(this::wakeAnother);
      return entry.<Claim>map(claimed -> claimed).orElse(Claim.None.LOST);
    }
  }

  /**
   * A worker woken for a new entry may find a due retry first, which nothing announces. It then
   * wakes another worker for the new entry.
   */
  private void wakeAnother(ClaimedEntry entry) {
    if (entry.attempts() > 0) {
      signal.raise(1);
    }
  }

  /**
   * Ends a claimed entry, in the caller's transaction.
   *
   * @param status {@code HANDLED}, {@code SUPERSEDED} or {@code UNOBSERVED}
   * @return false if its status changed meanwhile; the caller must then roll back
   */
  public boolean end(ClaimedEntry entry, EntryStatus status) throws SQLException {
    try (Connection connection = database.connection()) {
      return EntryTable.end(connection, entry, status);
    }
  }

  /** Delays a claimed entry without counting an attempt, in the caller's transaction. */
  public void postpone(ClaimedEntry entry, Duration pause) throws SQLException {
    Dialect dialect = database.dialect();
    try (Connection connection = database.connection()) {
      EntryTable.postpone(connection, dialect, entry, pause);
    }
  }

  /**
   * Records a failed attempt, in its own transaction.
   *
   * @param duration how long the attempt ran
   * @param pause until the next attempt; null abandons the entry
   * @return false, and nothing is changed, if another worker ended the entry in the meantime
   */
  public boolean recordFailure(
      ClaimedEntry entry, Throwable failure, Duration duration, @Nullable Duration pause)
      throws SQLException {
    Dialect dialect = database.dialect();
    return database.inTransaction(
        connection ->
            EntryTable.recordFailure(connection, dialect, entry, failure, duration, pause));
  }
}
