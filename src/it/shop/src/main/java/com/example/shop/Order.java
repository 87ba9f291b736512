package com.example.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;

/** What a customer wants to have, paid or not. */
@Entity
@Table(name = "shop_order")
public class Order {

  @Id private String id;

  private String email;

  private long amount;

  @Column(name = "paid_by")
  private String paidBy;

  private String token;

  /**
   * An order that is not paid yet.
   *
   * @param amount in satoshi
   */
  public Order(String email, long amount) {
    this.id = UUID.randomUUID().toString();
    this.email = email;
    this.amount = amount;
    this.token = UUID.randomUUID().toString();
  }

  protected Order() {}

  /** Goes into the metadata of the payment intent as {@code orderId}. */
  public String id() {
    return id;
  }

  /** Whoever has it may watch this order: nobody but the customer. */
  public String token() {
    return token;
  }

  public String email() {
    return email;
  }

  public long amount() {
    return amount;
  }

  /** The payment intent that paid for it. */
  public Optional<String> paidBy() {
    return Optional.ofNullable(paidBy);
  }

  void markPaid(String paymentIntentId) {
    paidBy = paymentIntentId;
  }
}
