package com.bamotf.webhooks.testing;

import jakarta.annotation.Resource;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.Type;
import java.util.function.Supplier;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jboss.weld.injection.spi.JpaInjectionServices;
import org.jboss.weld.injection.spi.ResourceInjectionServices;
import org.jboss.weld.injection.spi.ResourceReference;
import org.jboss.weld.injection.spi.ResourceReferenceFactory;
import org.jspecify.annotations.Nullable;

/** What a server injects besides beans. */
final class TestInjection implements JpaInjectionServices, ResourceInjectionServices {

  private final TestDatabase database;
  private final String defaultUnit;

  TestInjection(TestDatabase database, String defaultUnit) {
    this.database = database;
    this.defaultUnit = defaultUnit;
  }

  /**
   * @param name empty for the default
   */
  EntityManager entityManager(String name) {
    return SharedEntityManager.of(factory(name), database.transactions);
  }

  private EntityManagerFactory factory(String name) {
    return database.factory(name.isEmpty() ? defaultUnit : name);
  }

  @Override
  public ResourceReferenceFactory<EntityManager> registerPersistenceContextInjectionPoint(
      InjectionPoint point) {
    String unit = point.getAnnotated().getAnnotation(PersistenceContext.class).unitName();
    return reference(() -> entityManager(unit));
  }

  @Override
  public ResourceReferenceFactory<EntityManagerFactory> registerPersistenceUnitInjectionPoint(
      InjectionPoint point) {
    String unit = point.getAnnotated().getAnnotation(PersistenceUnit.class).unitName();
    return reference(() -> factory(unit));
  }

  @Override
  public ResourceReferenceFactory<Object> registerResourceInjectionPoint(InjectionPoint point) {
    Resource resource = point.getAnnotated().getAnnotation(Resource.class);
    String name = resource.lookup().isEmpty() ? resource.name() : resource.lookup();
    return reference(() -> resource(name, point.getType(), point));
  }

  @Override
  public ResourceReferenceFactory<Object> registerResourceInjectionPoint(
      @Nullable String jndiName, @Nullable String mappedName) {
    return reference(() -> named(jndiName == null ? String.valueOf(mappedName) : jndiName));
  }

  private Object resource(String name, Type type, InjectionPoint point) {
    if (type == DataSource.class) {
      return database.dataSource;
    } else if (type == UserTransaction.class) {
      return database.transactions.getUserTransaction();
    } else if (type == TransactionSynchronizationRegistry.class) {
      return database.transactions.registry;
    } else if (type == TransactionManager.class) {
      return database.transactions.manager;
    } else if (!name.isEmpty()) {
      return named(name);
    }
    throw new IllegalStateException(
        "The test kit cannot inject %s into %s; it has the data source and the transaction. Give the test a bean that needs no such resource"
            .formatted(type.getTypeName(), point.getMember()));
  }

  private static Object named(String name) {
    try {
      return TestNaming.find(name);
    } catch (NamingException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static <T> ResourceReferenceFactory<T> reference(Supplier<T> supplier) {
    return () ->
        new ResourceReference<>() {
          @Override
          public T getInstance() {
            return supplier.get();
          }

          @Override
          public void release() {}
        };
  }

  @Override
  public void cleanup() {}
}
