package com.example.shop;

import com.bamotf.webhooks.event.AbandonEventException;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Is told by bamotf, once for each payment. */
@Stateless
public class Payments {

  @Inject Orders orders;
  @Inject Event<OrderPaid> orderPaid;

  /**
   * Runs in a transaction: if anything here throws, the order stays unpaid and the event comes
   * again.
   */
  public void paid(@Observes PaymentIntentSucceeded event) {
    Order order =
        event
            .paymentIntent()
            .metadata("orderId")
            .flatMap(orders::find)
            .orElseThrow(
                () -> new AbandonEventException("The metadata name no order of this shop"));
    order.markPaid(event.paymentIntent().id());
    orderPaid.fire(new OrderPaid(order.id(), order.email()));
  }
}
