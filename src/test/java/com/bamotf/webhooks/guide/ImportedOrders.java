package com.bamotf.webhooks.guide;

import com.bamotf.webhooks.event.AbandonEventException;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.event.RetryEventException;
import com.bamotf.webhooks.testing.orders.Order;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;

@Stateless
public class ImportedOrders {

  @PersistenceContext EntityManager em;

  public void paid(@Observes PaymentIntentSucceeded event) {
    String id =
        event
            .paymentIntent()
            .metadata("orderId")
            .orElseThrow(() -> new AbandonEventException("The metadata has no orderId"));
    Order order = em.find(Order.class, id);
    if (order == null) {
      throw new RetryEventException("Order " + id + " is not imported yet", Duration.ofHours(2));
    }
    order.markPaid();
  }
}
