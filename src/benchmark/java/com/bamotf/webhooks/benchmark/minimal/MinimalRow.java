package com.bamotf.webhooks.benchmark.minimal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row that is nothing but its key. */
@Entity
public class MinimalRow {

  @Id private long id;

  protected MinimalRow() {}

  long id() {
    return id;
  }
}
