package com.bamotf.webhooks.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.time.Duration;

/**
 * Runs work in a new JTA transaction of the calling thread, which must not have one. Thread-safe.
 */
@ApplicationScoped
public class Transactions {

  /** Work that is done as a whole or not at all. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E;
  }

  private final ServerResources server;

  @Inject
  public Transactions(ServerResources server) {
    this.server = server;
  }

  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  protected Transactions() {
    this.server = null;
  }

  /**
   * Commits if the work returns, and rolls back if it throws.
   *
   * @param timeout after which the server rolls the transaction back; whole seconds
   * @throws TransactionFailedException if the transaction could not begin or commit; after a failed
   *     commit it is usually rolled back, but after a broken connection nobody can know
   */
  public <T, E extends Exception> T inNew(Duration timeout, Work<T, E> work) throws E {
    UserTransaction transaction = server.userTransaction();
    begin(transaction, timeout);
    T result;
    try {
      result = work.run();
    } catch (Throwable failure) {
      rollback(transaction, failure);
      throw failure;
    }
    commit(transaction);
    return result;
  }

  private static void begin(UserTransaction transaction, Duration timeout) {
    try {
      transaction.setTransactionTimeout((int) timeout.toSeconds());
      transaction.begin();
      transaction.setTransactionTimeout(0);
    } catch (NotSupportedException | SystemException e) {
      throw new TransactionFailedException("No transaction could begin", e);
    }
  }

  private static void commit(UserTransaction transaction) {
    try {
      transaction.commit();
    } catch (RollbackException e) {
      throw new TransactionFailedException(
          "The transaction was rolled back instead of committed: it ran into its timeout, a handler marked it for rollback, or"
              + " the database refused it",
          e);
    } catch (HeuristicMixedException | HeuristicRollbackException | SystemException e) {
      throw new TransactionFailedException("The transaction could not be committed", e);
    } catch (SecurityException | IllegalStateException e) {
      throw new TransactionFailedException(
          "The transaction had ended before its work did, for example by its timeout", e);
    }
  }

  private static void rollback(UserTransaction transaction, Throwable failure) {
    try {
      if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
        transaction.rollback();
      }
    } catch (SystemException | IllegalStateException | SecurityException e) {
      failure.addSuppressed(e);
    }
  }
}
