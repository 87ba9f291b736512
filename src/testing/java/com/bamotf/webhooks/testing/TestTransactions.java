package com.bamotf.webhooks.testing;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import org.jboss.weld.transaction.spi.TransactionServices;

/** Narayana, with its log in memory, and what Weld needs of it to call AFTER_SUCCESS observers. */
final class TestTransactions implements TransactionServices {

  static {
    for (String store : new String[] {"default", "stateStore", "communicationStore"}) {
      BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
          .setObjectStoreType(VolatileStore.class.getName());
    }
    BeanPopulator.getDefaultInstance(CoordinatorEnvironmentBean.class)
        .setTransactionStatusManagerEnable(false);
  }

  final TransactionManager manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
  final TransactionSynchronizationRegistry registry = new TransactionSynchronizationRegistryImple();

  /** Whether work on the calling thread becomes part of a transaction. */
  boolean isUsable() {
    int status = registry.getTransactionStatus();
    return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
  }

  @Override
  public boolean isTransactionActive() {
    return isUsable();
  }

  @Override
  public void registerSynchronization(Synchronization synchronization) {
    try {
      current().registerSynchronization(synchronization);
    } catch (RollbackException | SystemException e) {
      throw new IllegalStateException("The transaction takes no more observers", e);
    }
  }

  Transaction current() throws SystemException {
    return manager.getTransaction();
  }

  @Override
  public UserTransaction getUserTransaction() {
    return com.arjuna.ats.jta.UserTransaction.userTransaction();
  }

  @Override
  public void cleanup() {}
}
