package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.INFO;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.event.EventType;
import com.bamotf.webhooks.event.Mode;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Fires events to the application's observers. Thread-safe. */
@Singleton
class EventPublisher {

  private static final System.Logger LOG = System.getLogger(EventPublisher.class.getName());

  /** Bounds the memory that unknown events and modes can use. */
  private static final int MAX_KINDS = 100;

  /** Set while this thread fires an event. */
  private static final ThreadLocal<Boolean> FIRING = ThreadLocal.withInitial(() -> false);

  private final Event<PaymentIntentEvent> events;
  private final BeanManager beans;
  private final Set<String> handled = ConcurrentHashMap.newKeySet();
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  @Inject
  EventPublisher(Event<PaymentIntentEvent> events, BeanManager beans) {
    this.events = events;
    this.beans = beans;
  }

  /**
   * Calls every observer. If one throws, later observers are not called and its exception is thrown
   * here, perhaps wrapped by the container.
   *
   * @return whether an observer handled the event in this transaction
   */
  boolean publish(PaymentIntentEvent event) {
    Annotation[] qualifiers = {
      new Mode.Literal(event.paymentIntent().mode()), new EventType.Literal(event.type())
    };
    FIRING.set(true);
    try {
      events.select(qualifiers).fire(event);
    } finally {
      FIRING.remove();
    }
    return isHandled(event, qualifiers);
  }

  /** Whether this thread is firing an event; if so, its transaction has not ended. */
  static boolean isFiring() {
    return FIRING.get();
  }

  /** Resolving observers takes longer than firing, so the result is cached. */
  private boolean isHandled(PaymentIntentEvent event, Annotation... qualifiers) {
    String kind = event.paymentIntent().mode() + ' ' + event.type();
    if (handled.contains(kind)) {
      return true;
    }
    if (beans.resolveObserverMethods(event, qualifiers).stream()
        .noneMatch(ObserverRules::handles)) {
      reportOnce(event);
      return false;
    }
    if (handled.size() < MAX_KINDS) {
      handled.add(kind);
    }
    return true;
  }

  /** Once for each type, since an application may ignore some on purpose. */
  private void reportOnce(PaymentIntentEvent event) {
    if (reported.size() < MAX_KINDS && reported.add(event.type())) {
      LOG.log(
          INFO,
          "{0}: no bean method handles {1} of payment intent {2}; it is kept as UNOBSERVED and can be requeued."
              + " To handle such events, add a bean method with a parameter \"@Observes {3}\"."
              + " This is logged once per event type",
          LogCodes.NO_OBSERVER,
          event.type(),
          event.paymentIntent().id(),
          event.getClass().getSimpleName());
    }
  }
}
