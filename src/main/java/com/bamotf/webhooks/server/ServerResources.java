package com.bamotf.webhooks.server;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The application server's JTA data source, transactions and managed threads.
 *
 * <p>Looked up rather than injected, so that the data source's name can be a setting and an error
 * can name what is missing. Threads come from the managed thread factory, since the managed
 * executor's few threads belong to the host application.
 */
@Singleton
public class ServerResources {

  private static final String USER_TRANSACTION = "java:comp/UserTransaction";
  private static final String TRANSACTION_REGISTRY = "java:comp/TransactionSynchronizationRegistry";

  /** Payara and GlassFish; WildFly. Open Liberty has no name for it. */
  private static final List<String> TRANSACTION_MANAGERS =
      List.of("java:appserver/TransactionManager", "java:jboss/TransactionManager");

  private static final String APPLICATION = "java:app/AppName";
  private static final String THREADS = "java:comp/DefaultManagedThreadFactory";

  private final Settings settings;
  private final Map<String, Object> found = new ConcurrentHashMap<>();
  private final Optional<TransactionManager> transactionManager =
      TRANSACTION_MANAGERS.stream().flatMap(ServerResources::transactionManager).findFirst();

  private final Optional<ComponentTransaction> componentTransaction =
      transactionManager.flatMap(ComponentTransaction::of);

  @Inject
  public ServerResources(Settings settings) {
    this.settings = settings;
  }

  /** The application's name, unique on this server. */
  public String applicationName() {
    return lookup(APPLICATION, String.class, "run on a server with Jakarta EE naming");
  }

  public DataSource dataSource() {
    return lookup(
        settings.dataSource(),
        DataSource.class,
        "define a JTA data source with that name, or set %s to the name of one; in an enterprise archive, the library must be in the WEB-INF/lib of the WAR, not in the archive's lib"
            .formatted(Setting.DATASOURCE.key()));
  }

  UserTransaction userTransaction() {
    return lookup(
        USER_TRANSACTION, UserTransaction.class, "run on a server with Jakarta Transactions");
  }

  TransactionSynchronizationRegistry transactionRegistry() {
    return lookup(
        TRANSACTION_REGISTRY,
        TransactionSynchronizationRegistry.class,
        "run on a server with Jakarta Transactions");
  }

  /** Empty if the server does not expose it; its name is not standardized. */
  Optional<TransactionManager> transactionManager() {
    return transactionManager;
  }

  /** Empty where it is not needed. */
  Optional<ComponentTransaction> componentTransaction() {
    return componentTransaction;
  }

  /**
   * Whether a connection is enlisted in the transaction of the component that opens it, as on
   * Payara and GlassFish, instead of the thread's.
   */
  public boolean enlistsByComponent() {
    return componentTransaction().isPresent();
  }

  @SuppressWarnings("BanJNDI") // the names are constants
  private static Stream<TransactionManager> transactionManager(String name) {
    try {
      return new InitialContext().lookup(name) instanceof TransactionManager manager
          ? Stream.of(manager)
          : Stream.empty();
    } catch (NamingException e) {
      return Stream.empty(); // of another server
    }
  }

  /** Creates threads with the application's class loader and naming context. */
  public ThreadFactory threadFactory() {
    return lookup(THREADS, ManagedThreadFactory.class, "run on a server with Jakarta Concurrency");
  }

  private <T> T lookup(String name, Class<T> type, String remedy) {
    Object resource = found.computeIfAbsent(name, key -> lookup(key, type.getSimpleName(), remedy));
    if (type.isInstance(resource)) {
      return type.cast(resource);
    }
    throw new IllegalStateException(
        "bamotf webhooks cannot start: \"%s\" is not a %s on this server; %s"
            .formatted(name, type.getSimpleName(), remedy));
  }

  @SuppressWarnings("BanJNDI") // the names are constants and a setting of the operator, never input
  private static Object lookup(String name, String type, String remedy) {
    try {
      return new InitialContext().lookup(name);
    } catch (NamingException e) {
      throw new IllegalStateException(
          "bamotf webhooks cannot start: there is no \"%s\" on this server (%s); %s"
              .formatted(name, type, remedy),
          e);
    }
  }
}
