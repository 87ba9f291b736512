package com.bamotf.webhooks.server;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import org.jspecify.annotations.Nullable;

/**
 * One run of work in a transaction of the container, and what became of both. Used by one thread,
 * except that a server may end a transaction on another one.
 */
final class TransactionalRun<T, E extends Exception> implements Runnable, Synchronization {

  private final ServerResources server;
  private final Transactions.Work<T, E> work;
  private @Nullable T result;
  private @Nullable Throwable failure;
  private volatile boolean committed;

  TransactionalRun(ServerResources server, Transactions.Work<T, E> work) {
    this.server = server;
    this.work = work;
  }

  /** Called within the transaction. */
  @Override
  @SuppressWarnings("CatchingUnchecked") // an error must not commit half of the work either
  public void run() {
    CurrentTransaction transaction = CurrentTransaction.of(server);
    try {
      // Containers roll back what is marked for rollback without telling the caller.
      transaction.register(this);
      result = work.run(transaction);
      transaction.requireActive();
    } catch (Throwable e) {
      failure = e;
      transaction.abort();
    }
  }

  @Override
  public void beforeCompletion() {}

  @Override
  public void afterCompletion(int status) {
    committed = status == Status.STATUS_COMMITTED;
  }

  /** The container could not begin or end the transaction. */
  void containerFailed(RuntimeException e) {
    if (failure == null) {
      failure =
          new TransactionFailedException(
              "The transaction could not begin or commit: the database refused it, is away, or the transaction ran into its timeout",
              e);
    } else {
      failure.addSuppressed(e);
    }
  }

  /** The work's result, if it is committed. */
  @SuppressWarnings({"unchecked", "NullAway"}) // work throws E or unchecked; its T may be null
  T result() throws E {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (E) failure;
    }
    if (!committed) {
      throw new TransactionFailedException(
          "The transaction was rolled back instead of committed: it ran into its timeout, or the database refused it");
    }
    return result;
  }
}
