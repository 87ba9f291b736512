package com.bamotf.webhooks.testing;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.server.ServerClock;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateful;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.literal.InjectLiteral;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Makes enterprise beans CDI beans, lets the clock be moved, and watches the observers. */
public class TestExtension implements Extension {

  private final TestClock clock;
  private final ObserverCalls calls;

  TestExtension(TestClock clock, ObserverCalls calls) {
    this.clock = clock;
    this.calls = calls;
  }

  <T> void enterpriseBean(
      @Observes @WithAnnotations({Stateless.class, Stateful.class, jakarta.ejb.Singleton.class})
          ProcessAnnotatedType<T> process) {
    EnterpriseBeans.makeManaged(process.configureAnnotatedType());
  }

  <T> void injectsEnterpriseBean(
      @Observes @WithAnnotations(EJB.class) ProcessAnnotatedType<T> process) {
    process
        .configureAnnotatedType()
        .filterFields(field -> field.isAnnotationPresent(EJB.class))
        .forEach(field -> field.add(InjectLiteral.INSTANCE));
  }

  void addClock(@Observes AfterBeanDiscovery discovery) {
    discovery
        .<TestClock>addBean()
        .types(ServerClock.class, Clock.class, TestClock.class)
        .scope(Singleton.class)
        .createWith(context -> clock);
  }

  <X extends PaymentIntentEvent> void watch(@Observes ProcessObserverMethod<X, ?> process) {
    ObserverMethod<X> observer = process.getObserverMethod();
    String name = name(observer, process.getAnnotatedMethod());
    process
        .configureObserverMethod()
        .notifyWith(
            context -> calls.call(name, context.getEvent(), () -> observer.notify(context)));
  }

  private static String name(ObserverMethod<?> observer, @Nullable AnnotatedMethod<?> method) {
    String bean = observer.getBeanClass().getSimpleName();
    return method == null ? bean : bean + "." + method.getJavaMember().getName();
  }
}
