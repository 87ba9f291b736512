package com.bamotf.webhooks.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes handled, superseded and unobserved entries that ended long ago, in the order in which
 * they were stored, a batch in a transaction. They stay until all entries of their payment intent
 * ended long ago, since together they know how far it has come. Only one server at a time does so.
 * Runs in the caller's transaction.
 */
final class Retention {

  static final int BATCH = 500;

  private final Connection connection;
  private final Dialect dialect;
  private final long keepMillis;

  Retention(Connection connection, Dialect dialect, long keepMillis) {
    this.connection = connection;
    this.dialect = dialect;
    this.keepMillis = keepMillis;
  }

  private record Candidate(
      long id, @Nullable String paymentIntentId, boolean old, boolean maybeMore) {}

  /**
   * Looks at the entries above this id.
   *
   * @return the last id that was looked at, or empty if nothing older is left or another server is
   *     at it
   */
  OptionalLong purgeBatch(long afterId) throws SQLException {
    if (!lockJob()) {
      return OptionalLong.empty();
    }
    List<Candidate> candidates = candidates(afterId);
    delete(candidates.stream().filter(Candidate::old).toList());
    boolean more = candidates.size() == BATCH && candidates.stream().allMatch(Candidate::maybeMore);
    return more
        ? OptionalLong.of(candidates.get(candidates.size() - 1).id())
        : OptionalLong.empty();
  }

  private boolean lockJob() throws SQLException {
    String sql =
        "select name from bamotf_inbox_job where name = 'retention' for update skip locked";
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      return row.next();
    }
  }

  /**
   * Ids ascend with the time of receipt, so that the first entry which is too young to have ended
   * long ago is the end.
   */
  private List<Candidate> candidates(long afterId) throws SQLException {
    String longAgo = dialect.nowPlusMillis();
    String sql =
        """
        select id, payment_intent_id,
          status in %s and ended_at < %s,
          received_at < %s
        from bamotf_inbox where id > ? order by id limit ?
        """
            .formatted(EntryTable.PURGED, longAgo, longAgo);
    List<Candidate> candidates = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, -keepMillis);
      select.setLong(2, -keepMillis);
      select.setLong(3, afterId);
      select.setInt(4, BATCH);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          candidates.add(
              new Candidate(
                  row.getLong(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)));
        }
      }
    }
    return candidates;
  }

  private void delete(List<Candidate> old) throws SQLException {
    Set<String> paymentIntentIds = new LinkedHashSet<>();
    // The entry's own status once more: if it was requeued meanwhile, only this is looked at again
    // in its new version.
    String sql =
        """
        delete from bamotf_inbox e where id = ? and status in %s and not exists (
          select 1 from bamotf_inbox o
          where %s and not (o.status in %s and o.ended_at < %s))
        """
            .formatted(
                EntryTable.PURGED,
                FactKey.SAME_PAYMENT_INTENT,
                EntryTable.PURGED,
                dialect.nowPlusMillis());
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      for (Candidate candidate : old) {
        delete.setLong(1, candidate.id());
        delete.setLong(2, -keepMillis);
        delete.addBatch();
        if (candidate.paymentIntentId() != null) {
          paymentIntentIds.add(candidate.paymentIntentId());
        }
      }
      delete.executeBatch();
    }
    dialect.deleteIntents(connection, paymentIntentIds);
  }
}
