package com.bamotf.webhooks.server;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transaction in which work runs. A handler can lose it by ending it, or because the container
 * does not resume it. Later work would then commit by itself. Used by one thread.
 */
public final class CurrentTransaction {

  private static final System.Logger LOG = System.getLogger(CurrentTransaction.class.getName());

  private final TransactionSynchronizationRegistry registry;
  private final Object key;
  private final @Nullable TransactionManager manager;
  private final @Nullable Transaction transaction;

  private CurrentTransaction(
      TransactionSynchronizationRegistry registry, @Nullable TransactionManager manager)
      throws SystemException {
    this.registry = registry;
    this.key = registry.getTransactionKey();
    this.manager = manager;
    this.transaction = manager == null ? null : manager.getTransaction();
  }

  /** That of the calling thread, before anything else runs in it. */
  static CurrentTransaction of(ServerResources server) {
    Optional<TransactionManager> manager = server.transactionManager();
    try {
      CurrentTransaction current =
          new CurrentTransaction(server.transactionRegistry(), manager.orElse(null));
      if (server.componentTransaction().isPresent()) {
        current.registerTwice(server.componentTransaction().get());
      }
      return current;
    } catch (SystemException | RollbackException e) {
      throw new TransactionFailedException("The transaction cannot be inspected", e);
    }
  }

  /** Interposed ones are called last before the completion, and first after it. */
  private void registerTwice(Synchronization first) throws SystemException, RollbackException {
    if (transaction != null) {
      transaction.registerSynchronization(first);
    }
    register(first);
  }

  void register(Synchronization synchronization) {
    registry.registerInterposedSynchronization(synchronization);
  }

  /**
   * Call it after the handlers and before anything that must be part of this transaction.
   *
   * @throws TransactionFailedException unless this transaction is still on the thread and can
   *     commit
   */
  public void requireActive() {
    if (!isOnThread()) {
      throw new TransactionFailedException(
          "The event's transaction was lost while its handlers ran, so nothing is committed. A handler ended it, or called a bean"
              + " with its own transaction (REQUIRES_NEW) whose commit failed, after which this server does not resume the event's transaction."
              + " Let such an exception leave the handler, and end only transactions that the handler began");
    }
    if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new TransactionFailedException(
          "The transaction was rolled back instead of committed: it timed out, a handler marked it for rollback, or"
              + " the database refused it");
    }
  }

  /** Makes the container roll this transaction back, and ends any other on the thread. */
  void abort() {
    try {
      if (!isOnThread()) {
        resume();
      }
      if (isOnThread()) {
        registry.setRollbackOnly();
      }
    } catch (SystemException
        | NotSupportedException
        | InvalidTransactionException
        | IllegalStateException
        | SecurityException e) {
      LOG.log(
          WARNING,
          LogCodes.TRANSACTION_LOST
              + ": a lost transaction could not be ended; it keeps its connection and locks until the server ends it or restarts",
          e);
    }
  }

  private void resume() throws SystemException, NotSupportedException, InvalidTransactionException {
    if (manager == null || transaction == null) {
      LOG.log(
          WARNING,
          "{0}: a handler lost the transaction of its event, and this server does not expose its transaction manager."
              + " If the transaction did not end, it keeps its connection and locks until the server ends it or restarts",
          LogCodes.TRANSACTION_LOST);
      return;
    }
    if (registry.getTransactionKey() != null) {
      manager.rollback(); // a transaction that a handler left behind
    }
    int status = transaction.getStatus();
    if (status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK) {
      manager.resume(transaction);
    }
  }

  private boolean isOnThread() {
    return key.equals(registry.getTransactionKey());
  }
}
