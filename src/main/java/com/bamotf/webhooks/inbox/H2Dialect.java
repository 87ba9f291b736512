package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** H2 2.2, as the servers bring it along. */
final class H2Dialect implements Dialect {

  private static final System.Logger LOG = System.getLogger(H2Dialect.class.getName());

  /**
   * As many due entries are looked at in one go; each of them costs an attempt to lock its intent.
   */
  private static final int CANDIDATES = 64;

  private static final String INSERT_INTENT =
      """
      insert into bamotf_inbox_intent (payment_intent_id)
      select cast(? as varchar(255))
      where not exists (select 1 from bamotf_inbox_intent where payment_intent_id = ?)
      """;

  private static final String INSERT_ENTRY =
      """
      insert into bamotf_inbox
        (fact_key, payment_intent_id, event, mode, source, body, status, last_error, next_attempt_at)
      select ?, ?, ?, ?, ?, ?, ?, ?, case when cast(? as boolean) then current_timestamp end
      where not exists (select 1 from bamotf_inbox where fact_key = ?)
      """;

  private static final String DUE =
      """
      select id, payment_intent_id from bamotf_inbox
      where status = 'PENDING' and next_attempt_at <= current_timestamp
      order by next_attempt_at, id
      limit ?
      """;

  // With "order by", H2 locks every row that it looks at and not only the one that it returns. So
  // the candidates are read without a lock, and then each is tried by its key.
  private static final String LOCK_INTENT =
      "select 1 from bamotf_inbox_intent where payment_intent_id = ? for update skip locked";

  private record Candidate(long entryId, String paymentIntentId) {}

  @Override
  public Set<String> insertNew(Connection connection, List<NewEntry> entries) throws SQLException {
    Set<String> inserted = new HashSet<>();
    for (NewEntry entry : entries) {
      String paymentIntentId = entry.paymentIntentId();
      if (paymentIntentId != null) {
        insertIntent(connection, paymentIntentId);
      }
      if (insertEntry(connection, entry)) {
        inserted.add(entry.factKey());
      }
    }
    return inserted;
  }

  /**
   * By its default H2 writes a commit to the disk up to half a second later, and loses it if the
   * process is killed meanwhile. The setting lives as long as the database is open, so that it has
   * to be made at every start.
   */
  @Override
  public void prepare(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set write_delay 0");
    } catch (SQLException e) {
      LOG.log(
          WARNING,
          "{0}: H2 could not be told to write each commit at once; add ;WRITE_DELAY=0 to its URL, or events that"
              + " were acknowledged can be lost when the process is killed: {1}",
          LogCodes.H2_WRITE_DELAY,
          e.getMessage());
    }
  }

  @Override
  public OptionalLong lockDue(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK_INTENT)) {
      for (Candidate candidate : candidates(connection)) {
        lock.setString(1, candidate.paymentIntentId());
        try (ResultSet row = lock.executeQuery()) {
          if (row.next()) {
            return OptionalLong.of(candidate.entryId());
          }
        }
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public String nowPlusMillis() {
    return "dateadd(millisecond, ?, current_timestamp)";
  }

  private static List<Candidate> candidates(Connection connection) throws SQLException {
    List<Candidate> candidates = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(DUE)) {
      select.setInt(1, CANDIDATES);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          candidates.add(new Candidate(rows.getLong(1), rows.getString(2)));
        }
      }
    }
    return candidates;
  }

  @Override
  public void insertIntent(Connection connection, String paymentIntentId) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_INTENT)) {
      insert.setString(1, paymentIntentId);
      insert.setString(2, paymentIntentId);
      insert.executeUpdate();
    }
  }

  /**
   * One can be missing if the last old entry of a payment intent was removed in the very moment in
   * which a new one was stored.
   */
  @Override
  public void restoreIntents(Connection connection) throws SQLException {
    String sql =
        """
        insert into bamotf_inbox_intent (payment_intent_id)
        select distinct e.payment_intent_id from bamotf_inbox e
        where e.status = 'PENDING'
          and not exists (select 1 from bamotf_inbox_intent i where i.payment_intent_id = e.payment_intent_id)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.executeUpdate();
    }
  }

  @Override
  public void deleteIntents(Connection connection, Set<String> paymentIntentIds)
      throws SQLException {
    String sql =
        """
        delete from bamotf_inbox_intent where payment_intent_id = ?
          and not exists (select 1 from bamotf_inbox where fact_key >= ? and fact_key < ?)
        """;
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      for (String id : paymentIntentIds) {
        delete.setString(1, id);
        delete.setString(2, FactKey.first(id));
        delete.setString(3, FactKey.end(id));
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  private static boolean insertEntry(Connection connection, NewEntry entry) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_ENTRY)) {
      insert.setString(1, entry.factKey());
      insert.setString(2, entry.paymentIntentId());
      insert.setString(3, entry.eventType());
      insert.setString(4, entry.mode());
      insert.setString(5, entry.source().name());
      insert.setBytes(6, entry.body());
      insert.setString(7, entry.status().name());
      insert.setString(8, entry.quarantineReason());
      insert.setBoolean(9, entry.status() == EntryStatus.PENDING);
      insert.setString(10, entry.factKey());
      return insert.executeUpdate() == 1;
    }
  }
}
