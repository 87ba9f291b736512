package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.INFO;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.event.EventType;
import com.bamotf.webhooks.event.Mode;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.server.InternalBean;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Fires an event synchronously at the application's observers. */
@InternalBean
class EventPublisher {

  private static final System.Logger LOG = System.getLogger(EventPublisher.class.getName());

  /** A sender may name as many events and modes as it likes. */
  private static final int MOST_KINDS = 100;

  /** Set while this thread fires an event, which is before its transaction ends. */
  private static final ThreadLocal<Boolean> FIRING = ThreadLocal.withInitial(() -> false);

  private final Event<PaymentIntentEvent> events;
  private final BeanManager beans;
  private final Set<String> handled = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  @Inject
  EventPublisher(Event<PaymentIntentEvent> events, BeanManager beans) {
    this.events = events;
    this.beans = beans;
  }

  /**
   * Returns after every observer did; what an observer throws comes out, and later observers are
   * not called.
   *
   * @return whether an observer handled it, in this transaction
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

  /** Whether this thread is firing an event, so that its transaction has not ended yet. */
  static boolean isFiring() {
    return FIRING.get();
  }

  /** Looking for observers takes longer than firing, so that what was found is remembered. */
  private boolean isHandled(PaymentIntentEvent event, Annotation... qualifiers) {
    String kind = event.paymentIntent().mode() + ' ' + event.type();
    if (handled.contains(kind)) {
      return true;
    }
    if (beans.resolveObserverMethods(event, qualifiers).stream()
        .noneMatch(ObserverRules::handles)) {
      tellOnce(event);
      return false;
    }
    if (handled.size() < MOST_KINDS) {
      handled.add(kind);
    }
    return true;
  }

  /** Once for each type, since an application may well mean to leave one alone. */
  private void tellOnce(PaymentIntentEvent event) {
    if (told.size() < MOST_KINDS && told.add(event.type())) {
      LOG.log(
          INFO,
          "{0}: no bean method handles {1} of payment intent {2}; it is kept as UNOBSERVED and can be requeued."
              + " To handle such events, write a bean method with a parameter \"@Observes {3}\"."
              + " This is logged once for each type of event",
          LogCodes.NO_OBSERVER,
          event.type(),
          event.paymentIntent().id(),
          event.getClass().getSimpleName());
    }
  }
}
