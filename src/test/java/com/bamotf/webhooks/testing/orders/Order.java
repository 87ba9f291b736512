package com.bamotf.webhooks.testing.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a customer has ordered. */
@Entity
@Table(name = "orders")
public class Order {

  @Id private String id;
  private boolean paid;
  private int payments;

  protected Order() {}

  public Order(String id) {
    this.id = id;
  }

  public boolean isPaid() {
    return paid;
  }

  /** How often it was marked paid, which must be once. */
  public int payments() {
    return payments;
  }

  public void markPaid() {
    paid = true;
    payments++;
  }
}
