package com.bamotf.webhooks.acceptance.entities;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.OffsetDateTime;

@Entity
public class Moment {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private Instant instant;
  private OffsetDateTime time;

  protected Moment() {}

  Moment(Instant instant, OffsetDateTime time) {
    this.instant = instant;
    this.time = time;
  }

  Long id() {
    return id;
  }

  String values() {
    return instant + " " + (time == null ? null : time.toInstant());
  }
}
