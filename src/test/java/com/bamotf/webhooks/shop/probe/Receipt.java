package com.bamotf.webhooks.shop.probe;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * An entity with what the shop's entities do not have: a generated identity. Its time is no {@link
 * Instant}, which EclipseLink writes as bytes before Jakarta Persistence 3.2.
 */
@Entity
@Table(name = "probe_receipt")
public class Receipt {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "payment_intent_id")
  private String paymentIntentId;

  @Column(name = "created_at")
  private OffsetDateTime createdAt;

  protected Receipt() {}

  Receipt(String paymentIntentId, Instant createdAt) {
    this.paymentIntentId = paymentIntentId;
    this.createdAt = createdAt.atOffset(ZoneOffset.UTC);
  }

  @Override
  public String toString() {
    return "receipt " + id + " of " + createdAt.toInstant();
  }
}
