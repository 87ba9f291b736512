package com.bamotf.webhooks.guide;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Shipment {

  @Id private String paymentIntentId;
  private boolean isOrdered;

  protected Shipment() {}

  Shipment(String paymentIntentId) {
    this.paymentIntentId = paymentIntentId;
  }

  boolean isOrdered() {
    return isOrdered;
  }

  void ordered() {
    isOrdered = true;
  }
}
