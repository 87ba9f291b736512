package com.bamotf.webhooks.benchmark.minimal;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Reads the row. */
@Stateless
public class MinimalBean {

  @PersistenceContext EntityManager em;

  public boolean exists() {
    return em.find(MinimalRow.class, 1L) != null;
  }
}
