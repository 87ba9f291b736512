package com.bamotf.webhooks.testing;

import com.arjuna.ats.jta.cdi.TransactionExtension;
import com.bamotf.webhooks.config.SettingsExtension;
import com.bamotf.webhooks.dispatch.HandlerDiscovery;
import com.bamotf.webhooks.server.ApplicationLifecycle;
import io.smallrye.config.inject.ConfigExtension;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.persistence.EntityManager;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.weld.config.ConfigurationKey;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;

/** The container with the library's beans and the user's. It can be restarted. */
final class TestServer {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final BamotfTest test;
  private final TestDatabase database;
  private final TestClock clock;
  private final ObserverCalls calls;
  private final TestInjection injection;
  private TestThreads threads = new TestThreads();
  private @Nullable WeldContainer container;

  TestServer(BamotfTest test, TestDatabase database, TestClock clock, ObserverCalls calls) {
    this.test = test;
    this.database = database;
    this.clock = clock;
    this.calls = calls;
    this.injection = new TestInjection(database, test.unit());
  }

  void start() {
    threads = new TestThreads();
    TestConfig.install(test.settings());
    TestNaming.install(resources());
    try {
      container =
          new Weld("bamotf-test-" + NUMBER.incrementAndGet())
              .disableDiscovery()
              .skipShutdownHook()
              .property(ConfigurationKey.EXECUTOR_THREAD_POOL_TYPE.get(), "NONE")
              .addBeanClasses(LibraryBeans.CLASSES.toArray(Class<?>[]::new))
              .addBeanClasses(test.value())
              .addExtensions(extensions())
              .addServices(database.transactions, injection)
              .initialize();
      bean(ApplicationLifecycle.class).start();
    } catch (RuntimeException | Error e) {
      stop();
      throw e;
    }
  }

  /** Those of the class path are left out: what they add is not part of the test. */
  private Extension[] extensions() {
    return new Extension[] {
      new SettingsExtension(),
      new HandlerDiscovery(),
      new TransactionExtension(),
      new ConfigExtension(), // for @ConfigProperty
      new TestExtension(clock, calls)
    };
  }

  private Map<String, Object> resources() {
    TestTransactions transactions = database.transactions;
    Map<String, Object> named = new HashMap<>();
    named.put("java:comp/DefaultDataSource", database.dataSource);
    named.put(
        ConfigProvider.getConfig()
            .getOptionalValue("bamotf.datasource", String.class)
            .orElse("java:comp/DefaultDataSource"),
        database.dataSource);
    named.put("java:comp/UserTransaction", transactions.getUserTransaction());
    named.put("java:comp/TransactionSynchronizationRegistry", transactions.registry);
    named.put("java:jboss/TransactionManager", transactions.manager);
    named.put("java:/TransactionManager", transactions.manager); // for Narayana itself
    named.put("java:/TransactionSynchronizationRegistry", transactions.registry);
    named.put("java:comp/DefaultManagedThreadFactory", threads);
    named.put("java:app/AppName", "test");
    return named;
  }

  void stop() {
    WeldContainer running = container;
    container = null;
    try {
      if (running != null && running.isRunning()) {
        running.shutdown();
      }
    } finally {
      TestNaming.uninstall();
      TestConfig.uninstall();
    }
  }

  /** Starts the thread that stores what waits for the database. */
  void startStoring() {
    threads.release("bamotf-inbox-1");
  }

  <T> T bean(Class<T> type, Annotation... qualifiers) {
    return instance(type, qualifiers).get();
  }

  boolean knows(Class<?> type, Annotation... qualifiers) {
    return instance(type, qualifiers).isResolvable();
  }

  boolean isQualifier(Annotation annotation) {
    return running().getBeanManager().isQualifier(annotation.annotationType());
  }

  private <T> Instance<T> instance(Class<T> type, Annotation... qualifiers) {
    return running().select(type, qualifiers);
  }

  private WeldContainer running() {
    if (container == null) {
      throw new IllegalStateException("The test has ended; its scenario cannot be used any more");
    }
    return container;
  }

  EntityManager entityManager() {
    return injection.entityManager("");
  }
}
