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
   * The ids of entries by deduplication key.
   *
   * @param inserted mutable
   * @param duplicates of what was stored before, or more than once in this batch; may lack one that
   *     was deleted meanwhile
   */
  record Written(Map<String, Long> inserted, Map<String, Long> duplicates) {}

  /**
   * Commits all entries before it returns. If it throws, they may or may not be committed.
   *
   * @param entries if empty, only checks whether a store would work
   */
  Written store(List<NewEntry> entries) throws SQLException {
    List<NewEntry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparing(NewEntry::deduplicationKey));
    Written written = insert(database.dialect(), ordered);
    signal.raise(written.inserted().size());
    return written;
  }

  /**
   * Uses auto-commit if one statement does it all, which is faster than a JTA transaction.
   * Duplicate deliveries are then counted after the commit. If that fails, the retry counts them
   * again, but stores no event twice.
   */
  private Written insert(Dialect dialect, List<NewEntry> ordered) throws SQLException {
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

  private static Written insert(Connection connection, Dialect dialect, List<NewEntry> ordered)
      throws SQLException {
    if (ordered.isEmpty()) {
      EntryTable.tryInsert(connection);
      return new Written(Map.of(), Map.of());
    }
    Map<String, Long> inserted = dialect.insertNew(connection, ordered);
    Map<String, Integer> duplicates = duplicates(ordered, new HashSet<>(inserted.keySet()));
    return new Written(inserted, EntryTable.addDeliveries(connection, duplicates));
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
