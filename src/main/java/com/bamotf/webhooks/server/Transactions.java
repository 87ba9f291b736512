package com.bamotf.webhooks.server;

import static java.lang.System.Logger.Level.DEBUG;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Runs work in a new JTA transaction; that of the calling thread is suspended meanwhile.
 * Thread-safe.
 *
 * <p>The container begins the transaction: with {@code UserTransaction}, on Payara and GlassFish,
 * an AFTER_SUCCESS observer that uses the database leaks its connection.
 */
@Singleton
public class Transactions {

  /** Work that commits as a whole or not at all. */
  @FunctionalInterface
  public interface Work<T> {
    T run(CurrentTransaction transaction) throws SQLException;
  }

  private static final System.Logger LOG = System.getLogger(Transactions.class.getName());

  private final ServerResources server;
  private final ContainerTransaction container;

  @Inject
  Transactions(ServerResources server, ContainerTransaction container) {
    this.server = server;
    this.container = container;
  }

  /**
   * Commits if the work returns and its transaction is still active on this thread; rolls back
   * otherwise.
   *
   * @param timeout after which the server rolls the transaction back; whole seconds
   * @throws SQLException from the work
   * @throws TransactionFailedException if the transaction could not begin or commit, or if the work
   *     lost it. It is rolled back, unless a connection broke during the commit: then the outcome
   *     is unknown
   */
  public <T> T inNew(Duration timeout, Work<T> work) throws SQLException {
    TransactionalRun<T> run = new TransactionalRun<>(server, work);
    perform(timeout, run);
    return run.result();
  }

  /**
   * Like {@link #inNew}, on a thread without a component, while the calling thread waits. On Payara
   * and GlassFish, connections that an enterprise bean's thread opens are not enlisted in a
   * transaction of {@link #inNew}; the same holds for a managed thread that an enterprise bean
   * starts.
   */
  public <T> T inNewDetached(Duration timeout, Work<T> work) throws SQLException {
    TransactionalRun<T> run = new TransactionalRun<>(server, work);
    Thread thread = new Thread(() -> performOrFail(timeout, run), "bamotf-detached");
    thread.setDaemon(true);
    thread.start();
    awaitEnd(thread);
    return run.result();
  }

  @SuppressWarnings("CatchingUnchecked") // nobody else would see it on that thread
  private void performOrFail(Duration timeout, TransactionalRun<?> run) {
    try {
      perform(timeout, run);
    } catch (Throwable e) {
      run.containerFailed(e);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // WildFly throws a checked RollbackException undeclared
  private void perform(Duration timeout, TransactionalRun<?> run) {
    try {
      setTimeout((int) timeout.toSeconds());
      container.inNew(run);
    } catch (Exception e) {
      run.containerFailed(e);
    } finally {
      setTimeout(0);
    }
  }

  /** An interrupt must not leave the transaction behind. */
  private static void awaitEnd(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Zero restores the server's default for the thread's next user. A bean with container-managed
   * transactions may not set it, so a caller of that kind gets the server's default.
   */
  private void setTimeout(int seconds) {
    try {
      server.userTransaction().setTransactionTimeout(seconds);
    } catch (SystemException e) {
      throw new TransactionFailedException("The transaction's timeout could not be set", e);
    } catch (IllegalStateException e) {
      LOG.log(DEBUG, "This bean may not set a transaction's timeout", e);
    }
  }
}
