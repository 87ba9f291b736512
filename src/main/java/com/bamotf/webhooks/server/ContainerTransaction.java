package com.bamotf.webhooks.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.transaction.Transactional;

/**
 * The container begins and ends a transaction around this method. A separate bean, since containers
 * intercept only calls between beans. Thread-safe.
 */
@ApplicationScoped
class ContainerTransaction {

  /**
   * @param run must not throw; it marks the transaction for rollback instead
   */
  @ActivateRequestContext // around the transaction, for observers after it as well
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void inNew(Runnable run) {
    run.run();
  }
}
