package com.bamotf.webhooks.war.ledger;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;

/**
 * Keeps one {@link Payment} for each payment intent.
 *
 * <p>It works in the event's transaction: the payment and the completion of the event commit
 * together, or neither does and the event is retried. {@code MANDATORY} rules out a transaction of
 * its own.
 *
 * <p>Events of one payment intent are handled one at a time, on any number of servers, so that this
 * needs no lock, no version column and no check for duplicates.
 *
 * <p>A CDI bean, so that the WAR does not need enterprise beans. An enterprise bean works too, with
 * {@code TransactionAttributeType.MANDATORY}.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PaymentLedger {

  @PersistenceContext(unitName = "bamotf-ledger")
  EntityManager em;

  /** An exception from here rolls back all work for the event. */
  void record(@Observes PaymentIntentEvent event) {
    PaymentIntent intent = event.paymentIntent();
    Payment payment = em.find(Payment.class, intent.id());
    if (payment == null) {
      payment = new Payment(intent, Instant.now());
      em.persist(payment);
    }
    payment.apply(event);
  }
}
