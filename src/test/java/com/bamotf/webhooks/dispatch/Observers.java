package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Observers as a container describes them. */
final class Observers {

  private Observers() {}

  static <X> ObserverMethod<X> method(
      Type observed, boolean async, Reception reception, TransactionPhase phase) {
    return method(observed, async, reception, phase, context -> {});
  }

  @SuppressWarnings("unchecked")
  static <X> ObserverMethod<X> method(
      Type observed,
      boolean async,
      Reception reception,
      TransactionPhase phase,
      Consumer<EventContext<X>> behaviour) {
    return (ObserverMethod<X>)
        Proxy.newProxyInstance(
            Observers.class.getClassLoader(),
            new Class<?>[] {ObserverMethod.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isAsync" -> async;
                  case "getReception" -> reception;
                  case "getTransactionPhase" -> phase;
                  case "getObservedType" -> observed;
                  case "getBeanClass" -> Observers.class;
                  case "notify" -> {
                    behaviour.accept((EventContext<X>) arguments[0]);
                    yield null;
                  }
                  case "hashCode" -> 1;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** The one method of a class that has this name. */
  static AnnotatedMethod<?> annotated(Class<?> type, String name) {
    Method member =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.getName().equals(name))
            .findFirst()
            .orElseThrow();
    AnnotatedType<?> declaring =
        (AnnotatedType<?>)
            stub(AnnotatedType.class, "getAnnotations", annotations(type.getAnnotations()), null);
    return (AnnotatedMethod<?>)
        Proxy.newProxyInstance(
            Observers.class.getClassLoader(),
            new Class<?>[] {AnnotatedMethod.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getAnnotations" -> annotations(member.getAnnotations());
                  case "getDeclaringType" -> declaring;
                  case "getJavaMember" -> member;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** A plain observer that a container has found. */
  static ProcessObserverMethod<PaymentIntentEvent, ?> found() {
    return process(
        method(PaymentIntentEvent.class, false, Reception.ALWAYS, TransactionPhase.IN_PROGRESS),
        null,
        null);
  }

  /**
   * @param source null if an extension made the observer
   */
  @SuppressWarnings("unchecked")
  static ProcessObserverMethod<PaymentIntentEvent, ?> process(
      ObserverMethod<PaymentIntentEvent> method, AnnotatedMethod<?> source, Object configurator) {
    return (ProcessObserverMethod<PaymentIntentEvent, ?>)
        Proxy.newProxyInstance(
            Observers.class.getClassLoader(),
            new Class<?>[] {ProcessObserverMethod.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getObserverMethod" -> method;
                  case "getAnnotatedMethod" -> source;
                  default -> configurator;
                });
  }

  private static Set<Annotation> annotations(Annotation... all) {
    return Arrays.stream(all).collect(Collectors.toSet());
  }

  static Object stub(Class<?> type, String method, Object answer, Object otherwise) {
    return Proxy.newProxyInstance(
        Observers.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, called, arguments) -> called.getName().equals(method) ? answer : otherwise);
  }
}
