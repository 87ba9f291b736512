package com.bamotf.webhooks.benchmark.host;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Inserts a row for each paid order. */
@Stateless
public class PaidOrders {

  @PersistenceContext EntityManager em;

  public void paid(@Observes PaymentIntentSucceeded event) {
    PaymentIntent paid = event.paymentIntent();
    em.persist(new PaidOrder(paid.id(), paid.metadata("orderId").orElseThrow(), paid.amount()));
  }
}
