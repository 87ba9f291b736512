package com.bamotf.webhooks.acceptance.entities;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.OffsetDateTime;

@Entity
public class LocalMoment {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private OffsetDateTime at;

  protected LocalMoment() {}

  LocalMoment(OffsetDateTime at) {
    this.at = at;
  }

  Long id() {
    return id;
  }

  OffsetDateTime at() {
    return at;
  }
}
