package com.bamotf.webhooks.ledger;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/**
 * Keeps one {@link Payment} for each payment intent that bamotf told about.
 *
 * <p>The work joins the transaction in which the event is handled: the payment and the completion
 * of the event commit together, or neither does and the event comes again. {@code MANDATORY} says
 * so aloud, since in a transaction of its own the payment could be kept while the event is lost.
 *
 * <p>Events of one payment intent are handled one at a time, on any number of servers. So there is
 * no lock here, no version column and no check for duplicates.
 *
 * <p>A singleton and not a stateless bean, since it is asked for at every event: the container then
 * looks it up once instead of each time. It keeps nothing between events, so that its threads need
 * no lock.
 */
@Singleton
@ApplicationScoped
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class PaymentLedger {

  @PersistenceContext(unitName = "bamotf-ledger")
  EntityManager em;

  /**
   * Notes what the event tells. An exception from here rolls back all of the event's work.
   *
   * <p>Public, as an enterprise bean's observer must be: any other fails the deployment.
   */
  public void record(@Observes PaymentIntentEvent event) {
    PaymentIntent intent = event.paymentIntent();
    Payment payment = em.find(Payment.class, intent.id());
    if (payment == null) {
      payment = new Payment(intent, Instant.now());
      em.persist(payment);
    }
    payment.apply(event);
  }
}
