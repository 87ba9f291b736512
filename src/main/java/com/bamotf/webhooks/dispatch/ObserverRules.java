package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which observers can do their work in the transaction of their event. Of the others, a container
 * says nothing: they are not called, or their failure goes nowhere.
 *
 * <p>Annotations are compared by name, since a server may lack their classes.
 */
final class ObserverRules {

  private static final Set<String> ASYNCHRONOUS =
      Set.of(
          "jakarta.ejb.Asynchronous",
          "jakarta.enterprise.concurrent.Asynchronous",
          "org.eclipse.microprofile.faulttolerance.Asynchronous");

  private static final Set<String> TRANSACTIONAL =
      Set.of("jakarta.ejb.TransactionAttribute", "jakarta.transaction.Transactional");

  private static final Set<String> OUTSIDE = Set.of("REQUIRES_NEW", "NOT_SUPPORTED", "NEVER");

  private ObserverRules() {}

  /** Whether the observer takes events in their transaction, so that they count as handled. */
  static boolean handles(ObserverMethod<?> method) {
    return !method.isAsync()
        && method.getReception() == Reception.ALWAYS
        && method.getTransactionPhase() == TransactionPhase.IN_PROGRESS
        // An observer of Object, say, listens to everything and handles nothing in particular.
        && method.getObservedType() instanceof Class<?> observed
        && PaymentIntentEvent.class.isAssignableFrom(observed);
  }

  /** Why the application must not start with this observer; empty if it may. */
  static Optional<String> refusal(ObserverMethod<?> method, @Nullable AnnotatedMethod<?> source) {
    if (method.isAsync()) {
      return Optional.of(
          "it is asynchronous (@ObservesAsync), and these events are fired to synchronous observers only, so that it would never be called. Use @Observes");
    }
    if (method.getReception() == Reception.IF_EXISTS) {
      return Optional.of(
          "it is called only if its bean exists already (notifyObserver = IF_EXISTS), and otherwise the event would go by. Use @Observes as it is");
    }
    if (method.getTransactionPhase() == TransactionPhase.BEFORE_COMPLETION) {
      return Optional.of(
          "containers swallow what an observer throws during BEFORE_COMPLETION, so that its failure would commit. Use @Observes as it is, with @Priority(LIBRARY_AFTER) to come last");
    }
    return annotations(source)
        .map(each -> each.annotationType().getName())
        .filter(ASYNCHRONOUS::contains)
        .findFirst()
        .map(
            name ->
                "it is asynchronous (@%s): the event would count as handled before the method ran, and its failure would go nowhere. Leave that annotation out; the events come on a thread of their own already"
                    .formatted(name));
  }

  /** What the observer's author may not expect; empty if there is nothing to say. */
  static Optional<String> warning(ObserverMethod<?> method, @Nullable AnnotatedMethod<?> source) {
    if (method.getTransactionPhase() != TransactionPhase.IN_PROGRESS) {
      return Optional.empty();
    }
    Optional<String> outside =
        annotations(source)
            .filter(each -> TRANSACTIONAL.contains(each.annotationType().getName()))
            .findFirst()
            .map(ObserverRules::value)
            .filter(OUTSIDE::contains);
    if (outside.isPresent()) {
      return Optional.of(
          "its work is not part of the event's transaction (%s): it may be done twice, or be done although the event failed. Use REQUIRED or MANDATORY"
              .formatted(outside.get()));
    }
    boolean beanManaged =
        annotations(source)
            .anyMatch(
                each ->
                    each.annotationType().getName().equals("jakarta.ejb.TransactionManagement")
                        && value(each).equals("BEAN"));
    return beanManaged
        ? Optional.of(
            "its bean manages transactions itself (@TransactionManagement(BEAN)), so that the event's transaction is suspended while it runs: its work may be done twice, or be done although the event failed. Leave that annotation out")
        : Optional.empty();
  }

  /** Those of the method come first; none for an observer that an extension made. */
  private static Stream<Annotation> annotations(@Nullable AnnotatedMethod<?> method) {
    return method == null
        ? Stream.empty()
        : Stream.<Annotated>of(method, method.getDeclaringType())
            .flatMap(annotated -> annotated.getAnnotations().stream());
  }

  private static String value(Annotation annotation) {
    try {
      return String.valueOf(annotation.annotationType().getMethod("value").invoke(annotation));
    } catch (ReflectiveOperationException e) {
      return "";
    }
  }
}
