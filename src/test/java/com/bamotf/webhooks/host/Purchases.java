package com.bamotf.webhooks.host;

import com.bamotf.webhooks.event.EventType;
import com.bamotf.webhooks.event.Mode;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.concurrent.CountDownLatch;

/**
 * A host's enterprise bean, as a user would write it; the description of the payment intent tells
 * how it behaves.
 */
@Stateless
public class Purchases {

  @PersistenceContext EntityManager em;
  @Inject Journal journal;
  @Inject RequestNote note;

  public void paid(@Observes PaymentIntentSucceeded event) {
    String id = event.paymentIntent().id();
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
