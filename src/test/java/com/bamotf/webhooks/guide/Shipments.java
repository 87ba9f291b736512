package com.bamotf.webhooks.guide;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

@Stateless
public class Shipments {

  @PersistenceContext EntityManager em;
  @Inject Carrier carrier;

  public void paid(@Observes PaymentIntentSucceeded event) {
    em.persist(new Shipment(event.paymentIntent().id())); // commits with the event, or not at all
  }

  /** For a timer, once for each shipment that is not ordered yet. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void order(String paymentIntentId) {
    Shipment shipment = em.find(Shipment.class, paymentIntentId, LockModeType.PESSIMISTIC_WRITE);
    if (!shipment.isOrdered()) {
      carrier.ship(paymentIntentId); // as the key: the carrier does nothing the second time
      shipment.ordered();
    }
  }
}
