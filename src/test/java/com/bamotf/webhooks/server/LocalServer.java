package com.bamotf.webhooks.server;

import com.bamotf.webhooks.config.Settings;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;

/** What a server gives, without a server: transactions on one data source. */
public final class LocalServer extends ServerResources {

  public final LocalTransactions local;
  public final Transactions transactions;
  Optional<ComponentTransaction> component = Optional.empty();

  public LocalServer(DataSource dataSource, Settings settings) {
    super(settings);
    local = new LocalTransactions(dataSource);
    transactions = new Transactions(this, local);
  }

  @Override
  public DataSource dataSource() {
    return local;
  }

  @Override
  public String applicationName() {
    return "test";
  }

  @Override
  public ThreadFactory threadFactory() {
    return Thread::new;
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
