package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.InboxDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
    throw new UnsupportedOperationException();
  }

  /**
   * Returns a page of records, the newest first.
   *
   * @param beforeId returns only records with a lower id: {@link Long#MAX_VALUE} for the first page,
   *     then the id of the last record of the page before
   * @param limit the maximum number of records, from 1 to {@value InboxAdmin#MAX_LIMIT}
   * @throws IllegalArgumentException if the limit is out of range
   */
  public List<AuditRecord> page(long beforeId, int limit) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns what was done to an entry, the newest first.
   *
   * @param limit the maximum number of records, from 1 to {@value InboxAdmin#MAX_LIMIT}
   * @throws IllegalArgumentException if the limit is out of range
   */
  public List<AuditRecord> of(long entryId, int limit) throws SQLException {
    throw new UnsupportedOperationException();
  }
}
