package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.inbox.Signal.WorkSignal;
import com.bamotf.webhooks.inbox.database.ReadLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Stores a batch of deliveries atomically. Thread-safe. */
@Singleton
class InboxWriter {

  /**
   * How long the database may take to answer a statement. A dead connection uses up this much of a
   * held request's patience, so the rest must suffice for a new one.
   */
  private static final Duration READ_LIMIT = Duration.ofSeconds(10);

  private final InboxDatabase database;
  private final WorkSignal signal;

  @Inject
  InboxWriter(InboxDatabase database, WorkSignal signal) {
    this.database = database;
    this.signal = signal;
  }

  /**
   * Commits all entries before it returns. If it throws, they may or may not be committed.
   *
   * @param entries if empty, only checks whether a store would work
   * @return the new deduplication keys; mutable
   */
  Set<String> store(List<NewEntry> entries) throws SQLException {
    List<NewEntry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparing(NewEntry::deduplicationKey));
    Set<String> inserted = insert(database.dialect(), ordered);
    signal.raise(inserted.size());
    return inserted;
  }

  /**
   * Uses auto-commit if one statement does it all, which is faster than a JTA transaction.
   * Duplicate deliveries are then counted after the commit. If that fails, the retry counts them
   * again, but stores no event twice.
   */
  private Set<String> insert(Dialect dialect, List<NewEntry> ordered) throws SQLException {
    if (dialect.insertsByOneStatement()) {
      try (Connection connection = database.connection()) {
        if (connection.getAutoCommit()) {
          ReadLimit limit = new ReadLimit(connection, READ_LIMIT);
          try {
            return InboxDatabase.discardingReadOnly(
                connection, same -> insert(same, dialect, ordered));
          } finally {
            limit.end();
          }
        }
      }
    }
    return database.inTransaction(connection -> insert(connection, dialect, ordered));
  }

  private static Set<String> insert(Connection connection, Dialect dialect, List<NewEntry> ordered)
      throws SQLException {
    if (ordered.isEmpty()) {
      EntryTable.tryInsert(connection);
      return new HashSet<>();
    }
    Set<String> inserted = dialect.insertNew(connection, ordered);
    EntryTable.addDeliveries(connection, duplicates(ordered, new HashSet<>(inserted)));
    return inserted;
  }

  /** Counts the deliveries of each key, except the first of a new one. */
  private static Map<String, Integer> duplicates(List<NewEntry> entries, Set<String> inserted) {
    Map<String, Integer> counts = new TreeMap<>();
    for (NewEntry entry : entries) {
      if (!inserted.remove(entry.deduplicationKey())) {
        counts.merge(entry.deduplicationKey(), 1, Integer::sum);
      }
    }
    return counts;
  }
}
