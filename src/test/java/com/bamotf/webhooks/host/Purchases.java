package com.bamotf.webhooks.host;

import com.bamotf.webhooks.event.EventType;
import com.bamotf.webhooks.event.Mode;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.CountDownLatch;

/**
 * A host's enterprise bean, as a user would write it; the description of the payment intent tells
 * how it behaves.
 */
@Stateless
public class Purchases {

  @PersistenceContext EntityManager em;
  @Resource TransactionSynchronizationRegistry transactions;
  @Inject Journal journal;
  @Inject RequestNote note;

  public void paid(@Observes PaymentIntentSucceeded event) {
    String id = event.paymentIntent().id();
    if (isFirst("fail at the commit once", event)) {
      journal.note(id, "paid");
      em.persist(new Purchase("never " + id));
      transactions.registerInterposedSynchronization(new RolledBack(transactions));
      return;
    }
    em.persist(new Purchase(id));
    em.flush();
    journal.note(id, "paid");
    journal.note(id, note.toString());
    if ("fail once".equals(event.paymentIntent().description()) && journal.count(id, "paid") == 1) {
      throw new IllegalStateException("the first attempt fails");
    }
    if ("hang once".equals(event.paymentIntent().description()) && journal.count(id, "paid") == 1) {
      hang();
    }
  }

  private boolean isFirst(String description, PaymentIntentSucceeded event) {
    PaymentIntent intent = event.paymentIntent();
    return description.equals(intent.description()) && journal.count(intent.id(), "paid") == 0;
  }

  /** After everything that writes at the commit. */
  private record RolledBack(TransactionSynchronizationRegistry transactions)
      implements Synchronization {

    @Override
    public void beforeCompletion() {
      transactions.setRollbackOnly();
    }

    @Override
    public void afterCompletion(int status) {}
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  public void any(@Observes PaymentIntentEvent event) {
    journal.note(event.paymentIntent().id(), event.type());
  }

  public void inTestMode(@Observes @Mode("test") PaymentIntentEvent event) {
    journal.note(event.paymentIntent().id(), "mode test");
  }

  public void refunded(
      @Observes @EventType("payment_intent.refunded") UnknownPaymentIntentEvent event) {
    journal.note(event.paymentIntent().id(), "refund");
  }

  public boolean has(String paymentIntentId) {
    return em.find(Purchase.class, paymentIntentId) != null;
  }
}
