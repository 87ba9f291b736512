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
 * Finds observers that cannot work in the transaction of their event. Containers silently skip such
 * observers or swallow their failures.
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

  /** Whether an event counts as handled when this observer returns. */
  static boolean handles(ObserverMethod<?> method) {
    return !method.isAsync()
        && method.getReception() == Reception.ALWAYS
        && method.getTransactionPhase() == TransactionPhase.IN_PROGRESS
        // An observer of Object, for example, observes everything and handles nothing in
        // particular.
        && method.getObservedType() instanceof Class<?> observed
        && PaymentIntentEvent.class.isAssignableFrom(observed);
  }

  /** Why the application must not start with this observer; empty if it may. */
  static Optional<String> refusal(ObserverMethod<?> method, @Nullable AnnotatedMethod<?> source) {
    if (method.isAsync()) {
      return Optional.of(
          "it is asynchronous (@ObservesAsync) and would never be called, since these events are fired synchronously. Use @Observes");
    }
    if (method.getReception() == Reception.IF_EXISTS) {
      return Optional.of(
          "it is called only if its bean already exists (notifyObserver = IF_EXISTS) and would miss events otherwise. Use @Observes without that attribute");
    }
    if (method.getTransactionPhase() == TransactionPhase.BEFORE_COMPLETION) {
      return Optional.of(
          "containers swallow exceptions during BEFORE_COMPLETION, so the transaction would commit even though the observer failed. Use @Observes without that attribute, and @Priority(LIBRARY_AFTER) to be called last");
    }
    return annotations(source)
        .map(each -> each.annotationType().getName())
        .filter(ASYNCHRONOUS::contains)
        .findFirst()
        .map(
            name ->
                "it is asynchronous (@%s): the event would count as handled before the method runs, and its failure would be lost. Remove that annotation; events are already handled on a separate thread"
                    .formatted(name));
  }

  /** What may surprise the observer's author; empty if nothing. */
  static Optional<String> warning(ObserverMethod<?> method, @Nullable AnnotatedMethod<?> source) {
    TransactionPhase phase = method.getTransactionPhase();
    if (phase == TransactionPhase.AFTER_FAILURE || phase == TransactionPhase.AFTER_COMPLETION) {
      return Optional.of(
          "it is called during %s, but not if another observer throws: CDI then stops before it registers this one. Of the rollbacks, it sees only those that no observer's exception caused, such as a failed commit. To act on any failure, catch it in the handler and rethrow it, or check the inbox with InboxAdmin"
              .formatted(phase));
    }
    if (phase != TransactionPhase.IN_PROGRESS) {
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
          "its work is not part of the event's transaction (%s): it may be repeated, or kept even if handling the event fails. Use REQUIRED or MANDATORY"
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
            "its bean manages transactions itself (@TransactionManagement(BEAN)), so the event's transaction is suspended while it runs, and its work may be repeated, or kept even if handling the event fails. Remove that annotation")
        : Optional.empty();
  }

  /** Those of the method come first; none for an observer that an extension added. */
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
