package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.server.InternalBean;
import com.bamotf.webhooks.server.Transactions;
import jakarta.inject.Inject;
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

/** Stores a batch of deliveries as a whole. Thread-safe. */
@InternalBean
class InboxWriter {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * How long the database may take to answer a statement. A connection whose other end has vanished
   * costs a held request so much of its patience, of which the pool needs the rest; a disk that
   * stalls comes back sooner.
   */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final InboxDatabase database;
  private final Transactions transactions;
  private final WorkSignal signal;

  @Inject
  InboxWriter(InboxDatabase database, Transactions transactions, WorkSignal signal) {
    this.database = database;
    this.transactions = transactions;
    this.signal = signal;
  }

  /**
   * When it returns, all of them are committed; when it throws, none is known to be.
   *
   * @param entries if there are none, it tries whether one could be stored
   * @return the keys of the facts that were new, in a set of the caller's own
   */
  Set<String> store(List<NewEntry> entries) throws SQLException {
    List<NewEntry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparing(NewEntry::factKey));
    Set<String> inserted = insert(database.ready().dialect(), ordered);
    signal.wake(inserted.size());
    return inserted;
  }

  /**
   * Without a transaction where that is possible: its begin and its commit would cost more than the
   * statement itself. The further deliveries are then counted after the commit; if that fails, the
   * batch is tried again and they count once more, but no fact is stored twice.
   */
  private Set<String> insert(Dialect dialect, List<NewEntry> ordered) throws SQLException {
    if (dialect.insertsByOneStatement()) {
      try (Connection connection = database.connection()) {
        if (connection.getAutoCommit()) {
          ReadLimit limit = new ReadLimit(connection, ANSWER); // it is shared with nobody
          try {
            return insert(connection, dialect, ordered);
          } finally {
            limit.end();
          }
        }
      }
    }
    return transactions.<Set<String>, SQLException>inNew(
        TIMEOUT,
        transaction -> {
          try (Connection connection = database.connection()) {
            database.limitSilence(connection, TIMEOUT);
            return insert(connection, dialect, ordered);
          }
        });
  }

  private static Set<String> insert(Connection connection, Dialect dialect, List<NewEntry> ordered)
      throws SQLException {
    try {
      if (ordered.isEmpty()) {
        EntryTable.tryInsert(connection);
        return new HashSet<>();
      }
      Set<String> inserted = dialect.insertNew(connection, ordered);
      Map<String, Integer> further = furtherDeliveries(ordered, new HashSet<>(inserted));
      if (!further.isEmpty()) {
        EntryTable.addDeliveries(connection, further);
      }
      return inserted;
    } catch (SQLException e) {
      InboxDatabase.discardIfReadOnly(connection, e);
      throw e;
    }
  }

  private static Map<String, Integer> furtherDeliveries(
      List<NewEntry> entries, Set<String> firstOnes) {
    Map<String, Integer> deliveries = new TreeMap<>();
    for (NewEntry entry : entries) {
      if (!firstOnes.remove(entry.factKey())) {
        deliveries.merge(entry.factKey(), 1, Integer::sum);
      }
    }
    return deliveries;
  }
}
