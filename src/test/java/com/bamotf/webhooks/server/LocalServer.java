package com.bamotf.webhooks.server;

import com.bamotf.webhooks.config.Settings;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** What a server gives, without a server: transactions on one data source. */
public final class LocalServer extends ServerResources {

  public final LocalTransactions local;
  public final Transactions transactions;
  Optional<ComponentTransaction> component = Optional.empty();
  private final DataSource real;
  private final ThreadFactory threadFactory;
  private Predicate<Thread> notEnlisted = thread -> false;

  public LocalServer(DataSource dataSource, Settings settings) {
    this(dataSource, settings, Thread::new);
  }

  public LocalServer(DataSource dataSource, Settings settings, ThreadFactory threadFactory) {
    super(settings);
    this.threadFactory = threadFactory;
    real = dataSource;
    local = new LocalTransactions(dataSource);
    transactions = new Transactions(this, local);
  }

  /** As on Payara: connections that these threads open are not enlisted. */
  public void enlistNothingOn(Predicate<Thread> enterpriseBeans) {
    notEnlisted = enterpriseBeans;
    component = ComponentTransaction.of(new ComponentTransactionTest.Manager(new ArrayList<>()));
  }

  /** As with a data source that is not JTA: no connection is enlisted. */
  public void enlistNothing() {
    notEnlisted = thread -> true;
  }

  @Override
  public DataSource dataSource() {
    return notEnlisted.test(Thread.currentThread()) ? real : local;
  }

  @Override
  public String applicationName() {
    return "test";
  }

  @Override
  public ThreadFactory threadFactory() {
    return threadFactory;
  }

  @Override
  UserTransaction userTransaction() {
    return local;
  }

  @Override
  TransactionSynchronizationRegistry transactionRegistry() {
    return local;
  }

  @Override
  Optional<TransactionManager> transactionManager() {
    return Optional.of(local);
  }

  @Override
  Optional<ComponentTransaction> componentTransaction() {
    return component;
  }
}
