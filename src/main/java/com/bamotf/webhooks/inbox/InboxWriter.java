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
   * @return for each entry, in the given order, whether its fact is new
   */
  List<Boolean> store(List<NewEntry> entries) throws SQLException {
    List<NewEntry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparing(NewEntry::factKey));
    Set<String> inserted = insert(database.ready().dialect(), ordered);
    signal.wake(inserted.size());
    List<Boolean> isNew = new ArrayList<>(entries.size());
    Set<String> unclaimed = new HashSet<>(inserted);
    for (NewEntry entry : entries) {
      isNew.add(unclaimed.remove(entry.factKey()));
    }
    return isNew;
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
          return insertInTime(connection, dialect, ordered);
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

  /** No transaction, so that nobody else uses the connection. */
  private static Set<String> insertInTime(
      Connection connection, Dialect dialect, List<NewEntry> ordered) throws SQLException {
    ReadLimit limit = new ReadLimit(connection, ANSWER);
    try {
      return insert(connection, dialect, ordered);
    } finally {
      limit.end();
    }
  }

  private static Set<String> insert(Connection connection, Dialect dialect, List<NewEntry> ordered)
      throws SQLException {
    try {
      if (ordered.isEmpty()) {
        EntryTable.tryInsert(connection);
        return Set.of();
      }
      Set<String> inserted = dialect.insertNew(connection, ordered);
      Map<String, Integer> further = furtherDeliveries(ordered, inserted);
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
      List<NewEntry> entries, Set<String> inserted) {
    Map<String, Integer> deliveries = new TreeMap<>();
    for (NewEntry entry : entries) {
      deliveries.merge(entry.factKey(), 1, Integer::sum);
    }
    for (String factKey : inserted) {
      deliveries.merge(factKey, -1, Integer::sum);
    }
    deliveries.values().removeIf(count -> count == 0);
    return deliveries;
  }
}
