package com.example.shop;

import com.bamotf.webhooks.event.AbandonEventException;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Is told by bamotf, once for each payment. */
@Stateless
public class Payments {

  @Inject Orders orders;
  @Inject Mails mails;

  /**
   * Runs in a transaction: if anything here throws, the order stays unpaid, no mail is written, and
   * the event comes again.
   */
  public void paid(@Observes PaymentIntentSucceeded event) {
    Order order =
        event
            .paymentIntent()
            .metadata("orderId")
            .flatMap(orders::find)
            .orElseThrow(
                () -> new AbandonEventException("The metadata names no order of this shop"));
    order.markPaid(event.paymentIntent().id());
    mails.write(order.email(), "thank you, order " + order.id() + " is paid");
  }
}
