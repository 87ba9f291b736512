package com.bamotf.webhooks.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a host application keeps: one row for each paid payment intent. */
@Entity
@Table(name = "purchase")
public class Purchase {

  @Id private String paymentIntentId;

  protected Purchase() {}

  Purchase(String paymentIntentId) {
    this.paymentIntentId = paymentIntentId;
  }
}
