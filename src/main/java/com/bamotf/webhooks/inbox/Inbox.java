package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.server.InternalBean;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The door of the durable store. Thread-safe. */
@InternalBean
public class Inbox {

  private final StoreQueue queue;
  private final InboxDatabase database;
  private final DatabaseWork work;
  private final WorkSignal signal;

  @Inject
  protected Inbox(StoreQueue queue, InboxDatabase database, DatabaseWork work, WorkSignal signal) {
    this.queue = queue;
    this.database = database;
    this.work = work;
    this.signal = signal;
  }

  /**
   * Stores a delivery once. Often it is stored on the caller's thread before this returns; while
   * another thread does that, or the database is away, it waits without a thread.
   *
   * @return completes with {@link StoreResult.Kept} only after the database has committed; never
   *     completes exceptionally
   */
  public CompletionStage<StoreResult> store(NewEntry entry) {
    return queue.put(entry, true);
  }

  /**
   * The same, for one delivery of many: never on the caller's thread, so that all of them share a
   * few commits and requests are not held up.
   */
  public CompletionStage<StoreResult> storeInBatch(NewEntry entry) {
    return queue.put(entry, false);
  }

  /**
   * Which of these payment intents have told a fact already, whatever became of it; in a
   * transaction of its own.
   *
   * @param eventByIntent for each id of a payment intent the name of one of the four known events
   * @return the ids of those whose event is stored
   */
  public Set<String> known(Map<String, String> eventByIntent) throws SQLException {
    Map<String, String> intentByKey = new HashMap<>();
    eventByIntent.forEach((intent, event) -> intentByKey.put(FactKey.of(intent, event), intent));
    Set<String> stored =
        work.inTransaction(connection -> EntryQueries.stored(connection, intentByKey.keySet()));
    intentByKey.keySet().retainAll(stored);
    return Set.copyOf(intentByKey.values());
  }

  /**
   * Makes the database ready for use if it is not yet, outside of a transaction.
   *
   * @throws SQLException if it cannot be reached
   */
  public void prepare() throws SQLException {
    database.ready();
  }

  /**
   * Claims the due entry that waits longest and locks its payment intent until the caller's
   * transaction ends: no two events of a payment intent are held at the same moment, on any number
   * of servers.
   */
  public Claim claim() throws SQLException {
    Dialect dialect = database.ready().dialect();
    try (Connection connection = database.connection()) {
      OptionalLong locked = dialect.lockDue(connection);
      if (locked.isEmpty()) {
        return Claim.None.NOTHING;
      }
      database.guardHandling(connection);
      Optional<ClaimedEntry> entry = EntryTable.pending(connection, locked.getAsLong());
      entry.ifPresent(this::passOn);
      return entry.<Claim>map(Claim.Claimed::new).orElse(Claim.None.LOST);
    }
  }

  /**
   * No signal announces a retry. A worker that was woken for another entry and found a retry passes
   * its wake-up on, or that entry would wait for the next poll.
   */
  private void passOn(ClaimedEntry entry) {
    if (entry.attempts() > 0) {
      signal.wake(1);
    }
  }

  /**
   * Ends a claimed entry as handled, in the caller's transaction.
   *
   * @return false if it had been decided otherwise meanwhile; the caller must then roll back
   */
  public boolean complete(ClaimedEntry entry) throws SQLException {
    try (Connection connection = database.connection()) {
      return EntryTable.complete(connection, entry);
    }
  }

  /**
   * Ends a claimed entry as superseded, in the caller's transaction; false as for {@link
   * #complete}.
   */
  public boolean supersede(ClaimedEntry entry) throws SQLException {
    return endUnhandled(entry, EntryStatus.SUPERSEDED);
  }

  /**
   * Ends a claimed entry as unobserved, in the caller's transaction; false as for {@link
   * #complete}.
   */
  public boolean leaveUnobserved(ClaimedEntry entry) throws SQLException {
    return endUnhandled(entry, EntryStatus.UNOBSERVED);
  }

  private boolean endUnhandled(ClaimedEntry entry, EntryStatus status) throws SQLException {
    try (Connection connection = database.connection()) {
      return EntryTable.endUnhandled(connection, entry, status);
    }
  }

  /**
   * Lets a claimed entry wait a little, in the caller's transaction, without counting an attempt.
   */
  public void postpone(ClaimedEntry entry, Duration pause) throws SQLException {
    Dialect dialect = database.ready().dialect();
    try (Connection connection = database.connection()) {
      EntryTable.postpone(connection, dialect, entry, pause.toMillis());
    }
  }

  /**
   * Keeps a failed attempt and lets the entry be tried again later, in a transaction of its own.
   *
   * @return false if another worker had decided the entry meanwhile; nothing is changed then
   */
  public boolean retryLater(ClaimedEntry entry, FailedAttempt failure, Duration pause)
      throws SQLException {
    return keepFailure(entry, failure, Optional.of(pause));
  }

  /**
   * Keeps a failed attempt and gives the entry up, in a transaction of its own; false as for {@link
   * #retryLater}.
   */
  public boolean abandon(ClaimedEntry entry, FailedAttempt failure) throws SQLException {
    return keepFailure(entry, failure, Optional.empty());
  }

  private boolean keepFailure(ClaimedEntry entry, FailedAttempt failure, Optional<Duration> pause)
      throws SQLException {
    Dialect dialect = database.ready().dialect();
    return work.inTransaction(
        connection -> {
          boolean won =
              pause.isPresent()
                  ? EntryTable.retryLater(
                      connection, dialect, entry, failure, pause.get().toMillis())
                  : EntryTable.abandon(connection, entry, failure);
          if (won) {
            EntryTable.addFailure(connection, dialect, entry, failure);
          }
          return won;
        });
  }
}
