package com.bamotf.webhooks.testing;

import jakarta.ejb.Stateful;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.configurator.AnnotatedMethodConfigurator;
import jakarta.enterprise.inject.spi.configurator.AnnotatedTypeConfigurator;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.reflect.Modifier;

/**
 * An enterprise bean as a CDI bean: its transaction attributes become {@code @Transactional}, which
 * like them rolls back for a {@link RuntimeException} and not for a checked exception. It throws
 * the handler's own exception, where a server wraps it in an {@code EJBException}.
 */
final class EnterpriseBeans {

  private EnterpriseBeans() {}

  static <T> void makeManaged(AnnotatedTypeConfigurator<T> bean) {
    AnnotatedType<T> type = bean.getAnnotated();
    // Not dependent, so that beans can inject each other, as enterprise beans can.
    bean.add(
        type.isAnnotationPresent(Stateful.class)
            ? Dependent.Literal.INSTANCE
            : ApplicationScoped.Literal.INSTANCE);
    if (isBeanManaged(type)) {
      bean.add(new TransactionalLiteral(TxType.NOT_SUPPORTED));
      return;
    }
    TransactionAttribute common = type.getAnnotation(TransactionAttribute.class);
    TxType usual = common == null ? TxType.REQUIRED : of(common);
    for (AnnotatedMethodConfigurator<? super T> method : bean.methods()) {
      AnnotatedMethod<?> annotated = method.getAnnotated();
      TransactionAttribute own = annotated.getAnnotation(TransactionAttribute.class);
      if (Modifier.isPublic(annotated.getJavaMember().getModifiers())) {
        method.add(new TransactionalLiteral(own == null ? usual : of(own)));
      }
    }
  }

  private static boolean isBeanManaged(AnnotatedType<?> type) {
    TransactionManagement management = type.getAnnotation(TransactionManagement.class);
    return management != null && management.value() == TransactionManagementType.BEAN;
  }

  private static TxType of(TransactionAttribute attribute) {
    return TxType.valueOf(attribute.value().name());
  }

  private static final class TransactionalLiteral extends AnnotationLiteral<Transactional>
      implements Transactional {
    private static final long serialVersionUID = 1L;

    private final TxType value;

    TransactionalLiteral(TxType value) {
      this.value = value;
    }

    @Override
    public TxType value() {
      return value;
    }

    @Override
    public Class<?>[] rollbackOn() {
      return new Class<?>[0];
    }

    @Override
    public Class<?>[] dontRollbackOn() {
      return new Class<?>[0];
    }
  }
}
