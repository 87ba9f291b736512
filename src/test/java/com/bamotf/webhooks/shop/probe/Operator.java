package com.bamotf.webhooks.shop.probe;

import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.admin.AuditLog;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.InboxAdmin;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import com.bamotf.webhooks.reconcile.Reconciliation;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Uses the inbox as an operator's bean would: the usual kind, in its own transaction. */
@Stateless
public class Operator {

  @PersistenceContext EntityManager em;
  @Resource SessionContext context;
  @Inject InboxAdmin admin;
  @Inject AuditLog audit;
  @Inject InboxDatabase database;
  @Inject Reconciliation reconciliation;

  /** Says what happened to the handled event of a payment intent that it requeues by force. */
  public String requeue(String intent) throws SQLException {
    Object before = em.createNativeQuery("select txid_current()").getSingleResult();
    List<StoredEntry> entries =
        admin.list(EntrySelection.of(EntryStatus.HANDLED).withPaymentIntent(intent), 0, 10);
    StoredEntry entry = entries.get(0);
    boolean refused = admin.requeue(entry.id(), false) instanceof RequeueResult.Refused;
    boolean requeued = admin.requeue(entry.id(), true) instanceof RequeueResult.Requeued;
    int accounts = reconciliation.status().size();
    boolean rolledBack = rollsBack();
    Object after = em.createNativeQuery("select txid_current()").getSingleResult();
    return "refused %s, requeued %s, %s accounts, rolled back %s, same transaction %s"
        .formatted(refused, requeued, accounts, rolledBack, before.equals(after));
  }

  /**
   * Asks for a run, and fails afterwards: the request stays. Says what happened to its own work.
   */
  public String reconcile() throws SQLException {
    Object before = em.createNativeQuery("select txid_current()").getSingleResult();
    Instant requestedAt = reconciliation.runNow();
    Object after = em.createNativeQuery("select txid_current()").getSingleResult();
    context.setRollbackOnly();
    return "requested %s, same transaction %s"
        .formatted(requestedAt.isAfter(Instant.EPOCH), before.equals(after));
  }

  /** Whether what the inbox writes for this bean is undone when it fails. */
  private boolean rollsBack() throws SQLException {
    String action = UUID.randomUUID().toString();
    try {
      database.inTransaction(connection -> failAfterWriting(connection, action));
      return false;
    } catch (SQLFeatureNotSupportedException e) {
      return audit.page(action, Long.MAX_VALUE, 1).isEmpty();
    }
  }

  private static int failAfterWriting(Connection connection, String action) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into bamotf_audit (who, from_address, action) values ('', '', ?)")) {
      insert.setString(1, action);
      insert.executeUpdate();
    }
    throw new SQLFeatureNotSupportedException("to be rolled back");
  }
}
