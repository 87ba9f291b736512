package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of what people did and which bodies they read. {@link InboxAdmin} adds what it changes
 * for an {@link Actor}. Records are kept for {@code bamotf.console.audit-retention}.
 *
 * <p>Transactions, errors and nulls are as for {@link InboxAdmin}. Thread-safe.
 */
@ApplicationScoped
public class AuditLog {

  /** The action of a requeued entry. */
  public static final String REQUEUED = "requeued";

  private static final int MAX_NAME = 255;
  private static final int MAX_ACTION = 64;
  private static final int MAX_DETAIL = 4_000;
  private static final int MAX_REASON = 1_000;

  private static final String COLUMNS =
      """
      select id, recorded_at, who, from_address, reason, action, entry_id, detail
      from bamotf_audit
      """;

  private final InboxDatabase database;

  @Inject
  AuditLog(InboxDatabase database) {
    this.database = database;
  }

  @SuppressWarnings("NullAway") // only for the container's client proxy
  protected AuditLog() {
    this.database = null;
  }

  /**
   * Adds a record. When this returns, it is committed.
   *
   * @param action what was done; at most 64 characters
   * @param entryId the entry it was done to, or null
   * @param detail what else matters, or null; at most 4,000 characters
   */
  public void add(Actor by, String action, @Nullable Long entryId, @Nullable String detail)
      throws SQLException {
    database.inTransaction(connection -> insert(connection, by, action, entryId, detail));
  }

  /**
   * Returns a page of records, the newest first.
   *
   * @param beforeId returns only records with a lower id: {@link Long#MAX_VALUE} for the first
   *     page, then the id of the last record of the page before
   * @param limit the maximum number of records, from 1 to {@value InboxAdmin#MAX_LIMIT}
   * @throws IllegalArgumentException if the limit is out of range
   */
  public List<AuditRecord> page(long beforeId, int limit) throws SQLException {
    InboxAdmin.requireLimit(limit);
    String sql = COLUMNS + "where id < ? order by id desc limit ?";
    return database.inTransaction(
        connection -> Sql.list(connection, sql, AuditLog::record, beforeId, limit));
  }

  /**
   * Like {@link #page(long, int)}, with the records of one action only. A bulk requeue adds one
   * record for each entry and one for the whole job, which this finds among them.
   *
   * @param action exactly as it was added
   */
  public List<AuditRecord> page(String action, long beforeId, int limit) throws SQLException {
    InboxAdmin.requireLimit(limit);
    String sql = COLUMNS + "where action = ? and id < ? order by id desc limit ?";
    String stored = Sql.storable(action, MAX_ACTION);
    return database.inTransaction(
        connection -> Sql.list(connection, sql, AuditLog::record, stored, beforeId, limit));
  }

  /**
   * Returns what was done to an entry, the newest first.
   *
   * @param limit the maximum number of records, from 1 to {@value InboxAdmin#MAX_LIMIT}
   * @throws IllegalArgumentException if the limit is out of range
   */
  public List<AuditRecord> of(long entryId, int limit) throws SQLException {
    InboxAdmin.requireLimit(limit);
    String sql = COLUMNS + "where entry_id = ? order by id desc limit ?";
    return database.inTransaction(
        connection -> Sql.list(connection, sql, AuditLog::record, entryId, limit));
  }

  /** Adds a record in the caller's transaction. Returns the number of rows. */
  static int insert(
      Connection connection,
      Actor by,
      String action,
      @Nullable Long entryId,
      @Nullable String detail)
      throws SQLException {
    String sql =
        """
        insert into bamotf_audit (who, from_address, action, entry_id, detail, reason)
        values (?, ?, ?, ?, ?, ?)
        """;
    return Sql.update(
        connection,
        sql,
        Sql.storable(by.name(), MAX_NAME),
        Sql.storable(by.address(), MAX_NAME),
        Sql.storable(action, MAX_ACTION),
        entryId,
        detail == null ? null : Sql.storable(detail, MAX_DETAIL),
        by.reason() == null ? null : Sql.storable(by.reason(), MAX_REASON));
  }

  private static AuditRecord record(ResultSet row) throws SQLException {
    return new AuditRecord(
        row.getLong(1),
        Sql.time(row, 2),
        new Actor(row.getString(3), row.getString(4), row.getString(5)),
        row.getString(6),
        row.getObject(7, Long.class),
        row.getString(8));
  }
}
