package com.bamotf.webhooks.shop.probe;

import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.InboxAdmin;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import com.bamotf.webhooks.reconcile.Reconciliation;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.util.List;

/** Uses the inbox as an operator's bean would: the usual kind, in its own transaction. */
@Stateless
public class Operator {

  @PersistenceContext EntityManager em;
  @Inject InboxAdmin admin;
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
    Object after = em.createNativeQuery("select txid_current()").getSingleResult();
    return "refused %s, requeued %s, %s accounts, same transaction %s"
        .formatted(refused, requeued, accounts, before.equals(after));
  }
}
