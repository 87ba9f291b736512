package com.bamotf.webhooks.server;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Runs work once in a container's transaction and keeps the result. Used by one thread, but a
 * server may end the transaction on another.
 */
final class TransactionalRun<T> implements Runnable, Synchronization {

  private final ServerResources server;
  private final Transactions.Work<T> work;
  private @Nullable T result;
  private @Nullable Throwable failure;
  private volatile boolean committed;

  TransactionalRun(ServerResources server, Transactions.Work<T> work) {
    this.server = server;
    this.work = work;
  }

  /** Called within the transaction. */
  @Override
  @SuppressWarnings("CatchingUnchecked") // an error must roll back, too
  public void run() {
    CurrentTransaction transaction = CurrentTransaction.of(server);
    try {
      // Without a synchronization, a silent rollback would look like a commit.
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
  void containerFailed(Throwable e) {
    if (failure == null) {
      failure =
          new TransactionFailedException(
              "The transaction could not begin or commit: the database refused it or is unavailable, or the transaction timed out",
              e);
    } else {
      failure.addSuppressed(e);
    }
  }

  /** The result of committed work. */
  @SuppressWarnings("NullAway") // its T may be null
  T result() throws SQLException {
    if (failure instanceof SQLException sqlFailure) {
      throw sqlFailure;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw new UndeclaredThrowableException(failure); // of a handler's language, such as Kotlin
    }
    if (!committed) {
      throw new TransactionFailedException(
          "The transaction was rolled back instead of committed: it timed out, or the database refused it");
    }
    return result;
  }
}
