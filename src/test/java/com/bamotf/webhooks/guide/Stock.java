package com.bamotf.webhooks.guide;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.testing.orders.Order;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

@ApplicationScoped
public class Stock {

  @PersistenceContext EntityManager em;

  void bill(@Observes PaymentIntentSucceeded event) {
    Order order = em.find(Order.class, event.paymentIntent().id()); // reserve() was first
    order.markPaid();
  }

  void reserve(@Observes @Priority(Interceptor.Priority.APPLICATION) PaymentIntentSucceeded event) {
    em.persist(new Order(event.paymentIntent().id()));
  }
}
