package com.bamotf.webhooks.benchmark.host;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An order and the payment intent that paid it. */
@Entity
@Table(name = "paid_order")
public class PaidOrder {

  @Id
  @Column(name = "payment_intent_id")
  private String paymentIntentId;

  private String orderId;

  private long amount;

  protected PaidOrder() {}

  PaidOrder(String paymentIntentId, String orderId, long amount) {
    this.paymentIntentId = paymentIntentId;
    this.orderId = orderId;
    this.amount = amount;
  }
}
