package com.bamotf.webhooks.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TransactionRequiredException;
import jakarta.transaction.Synchronization;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entity manager that a server injects: one for each transaction. Outside of a transaction it
 * reads afresh with each call.
 */
final class SharedEntityManager implements InvocationHandler {

  private static final Set<String> WRITING =
      Set.of("persist", "merge", "remove", "refresh", "flush", "lock");

  private final EntityManagerFactory factory;
  private final TestTransactions transactions;
  private @Nullable EntityManager outside;

  private SharedEntityManager(EntityManagerFactory factory, TestTransactions transactions) {
    this.factory = factory;
    this.transactions = transactions;
  }

  static EntityManager of(EntityManagerFactory factory, TestTransactions transactions) {
    return (EntityManager)
        Proxy.newProxyInstance(
            SharedEntityManager.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            new SharedEntityManager(factory, transactions));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "hashCode":
        return System.identityHashCode(proxy);
      case "equals":
        return arguments != null && proxy == arguments[0];
      case "toString":
        return "EntityManager of the test kit";
      case "close", "getTransaction":
        throw new IllegalStateException(
            "The container manages this EntityManager, so %s() is not allowed"
                .formatted(method.getName()));
      default:
    }
    boolean inTransaction = transactions.isUsable();
    if (!inTransaction && WRITING.contains(method.getName())) {
      throw new TransactionRequiredException(
          "%s() needs a transaction; in a test, use BamotfScenario.inTransaction"
              .formatted(method.getName()));
    }
    try {
      return method.invoke(inTransaction ? inTransaction() : outside(), arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private EntityManager inTransaction() {
    if (transactions.registry.getResource(factory) instanceof EntityManager known) {
      return known;
    }
    EntityManager created = factory.createEntityManager();
    created.joinTransaction();
    transactions.registry.putResource(factory, created);
    transactions.registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            created.close();
          }
        });
    return created;
  }

  private EntityManager outside() {
    EntityManager current = outside;
    if (current == null) {
      current = factory.createEntityManager();
      outside = current;
    }
    current.clear();
    return current;
  }
}
