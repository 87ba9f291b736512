package com.bamotf.webhooks.benchmark.minimal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Reads the row. */
@ApplicationScoped
@Transactional
public class MinimalBean {

  @PersistenceContext EntityManager em;

  public boolean exists() {
    return em.find(MinimalRow.class, 1L) != null;
  }
}
