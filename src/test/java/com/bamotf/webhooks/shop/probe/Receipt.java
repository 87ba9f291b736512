package com.bamotf.webhooks.shop.probe;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An entity with what the shop's entities do not have: a generated identity, and an instant. */
@Entity
@Table(name = "probe_receipt")
public class Receipt {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "payment_intent_id")
  private String paymentIntentId;

  @Column(name = "created_at")
  private Instant createdAt;

  protected Receipt() {}

  Receipt(String paymentIntentId, Instant createdAt) {
    this.paymentIntentId = paymentIntentId;
    this.createdAt = createdAt;
  }

  @Override
  public String toString() {
    return "receipt " + id + " of " + createdAt;
  }
}
