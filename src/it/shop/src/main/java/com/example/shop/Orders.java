package com.example.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
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

  /** Asks the database, since what another server has changed may be old in JPA's cache. */
  public List<String> paidOf(Collection<String> ids) {
    return em.createQuery(
            "select o.id from Order o where o.id in :ids and o.paidBy is not null", String.class)
        .setParameter("ids", ids)
        .getResultList();
  }
}
