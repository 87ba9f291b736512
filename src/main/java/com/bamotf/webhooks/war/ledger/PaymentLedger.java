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
 * Keeps one {@link Payment} for each payment intent that bamotf told about.
 *
 * <p>The work joins the transaction in which the event is handled: the payment and the completion
 * of the event commit together, or neither does and the event comes again. {@code MANDATORY} says
 * so aloud, since in a transaction of its own the payment could be kept while the event is lost.
 *
 * <p>Events of one payment intent are handled one at a time, on any number of servers. So there is
 * no lock here, no version column and no check for duplicates. It keeps nothing between events.
 *
 * <p>An ordinary bean, so that the WAR needs no container of enterprise beans at its start. In an
 * application that has one, an enterprise bean does as well, with {@code
 * TransactionAttributeType.MANDATORY}.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PaymentLedger {

  @PersistenceContext(unitName = "bamotf-ledger")
  EntityManager em;

  /** Notes what the event tells. An exception from here rolls back all of the event's work. */
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
