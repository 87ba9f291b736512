package com.bamotf.webhooks.guide;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.testing.orders.Order;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

@Stateless
public class PaidOrders {

  @PersistenceContext EntityManager em;

  public void paid(@Observes PaymentIntentSucceeded event) {
    String id = event.paymentIntent().metadata("orderId").orElseThrow();
    Order order = em.find(Order.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (!order.isPaid()) { // the Node receiver may have been first
      order.markPaid();
    }
  }
}
