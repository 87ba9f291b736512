package com.example.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Keeps the orders. */
@ApplicationScoped
@Transactional
public class Orders {

  @PersistenceContext EntityManager em;

  public Order place(String email, long amount) {
    Order order = new Order(email, amount);
    em.persist(order);
    return order;
  }

  public Optional<Order> find(String id) {
    return Optional.ofNullable(em.find(Order.class, id));
  }
}
