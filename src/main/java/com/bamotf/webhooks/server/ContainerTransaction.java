package com.bamotf.webhooks.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * The method around which the container begins and ends a transaction; a bean of its own, since the
 * container sees only calls from other beans. Thread-safe.
 */
@ApplicationScoped
class ContainerTransaction {

  /**
   * @param run never throws: what fails marks the transaction for rollback instead
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void inNew(Runnable run) {
    run.run();
  }
}
