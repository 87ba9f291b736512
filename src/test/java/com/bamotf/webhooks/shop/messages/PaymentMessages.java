package com.bamotf.webhooks.shop.messages;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Queue;

@Stateless
@JMSDestinationDefinition(
    name = "java:app/jms/payments",
    interfaceName = "jakarta.jms.Queue",
    destinationName = "payments")
public class PaymentMessages {

  @Inject JMSContext jms;

  @Resource(lookup = "java:app/jms/payments")
  Queue payments;

  public void paid(@Observes PaymentIntentSucceeded event) {
    PaymentIntent intent = event.paymentIntent();
    jms.createProducer()
        .setProperty("paymentIntentId", intent.id())
        .send(payments, event.type() + " " + intent.id());
  }
}
