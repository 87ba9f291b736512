package com.bamotf.webhooks.testing.orders;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The handler of the README. */
@Stateless
public class Orders {

  @PersistenceContext EntityManager em;

  public void paid(@Observes PaymentIntentSucceeded event) { // in a JTA transaction, once
    Order order = em.find(Order.class, event.paymentIntent().metadata("orderId").orElseThrow());
    order.markPaid();
  }
}
