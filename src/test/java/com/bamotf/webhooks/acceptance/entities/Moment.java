package com.bamotf.webhooks.acceptance.entities;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

@Entity
public class Moment {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private Instant at;

  protected Moment() {}

  Moment(Instant at) {
    this.at = at;
  }

  Long id() {
    return id;
  }

  Instant at() {
    return at;
  }
}
