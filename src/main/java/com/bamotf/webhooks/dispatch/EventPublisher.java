package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.event.EventType;
import com.bamotf.webhooks.event.Mode;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Fires an event synchronously at the application's observers. */
@ApplicationScoped
class EventPublisher {

  private static final System.Logger LOG = System.getLogger(EventPublisher.class.getName());

  /** A sender may name as many events and modes as it likes. */
  private static final int MOST_KINDS = 100;

  private final Event<PaymentIntentEvent> events;
  private final BeanManager beans;
  private final Set<String> observed = ConcurrentHashMap.newKeySet();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  @Inject
  EventPublisher(Event<PaymentIntentEvent> events, BeanManager beans) {
    this.events = events;
    this.beans = beans;
  }

  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  protected EventPublisher() {
    this.events = null;
    this.beans = null;
  }

  /**
   * Returns after every observer did; what an observer throws comes out, and later observers are
   * not called.
   */
  void publish(PaymentIntentEvent event) {
    Annotation[] qualifiers = {
      new Mode.Literal(event.paymentIntent().mode()), new EventType.Literal(event.type())
    };
    String kind = event.paymentIntent().mode() + ' ' + event.type();
    if (!observed.contains(kind)) {
      lookForObservers(kind, event, qualifiers);
    }
    events.select(qualifiers).fire(event);
  }

  /** Looking for them takes longer than firing, so that what was found is remembered. */
  private void lookForObservers(String kind, PaymentIntentEvent event, Annotation... qualifiers) {
    if (beans.resolveObserverMethods(event, qualifiers).isEmpty()) {
      warnOnce(event);
    } else if (observed.size() < MOST_KINDS) {
      observed.add(kind);
    }
  }

  /** Once for each type, since an application may well mean to leave one alone. */
  private void warnOnce(PaymentIntentEvent event) {
    if (warned.size() < MOST_KINDS && warned.add(event.type())) {
      LOG.log(
          WARNING,
          "{0}: no observer took {1} of payment intent {2}, so nothing was done about it; it counts as handled."
              + " To take such events, write a bean method with a parameter \"@Observes {3}\"."
              + " This is said once for each type of event",
          LogCodes.NO_OBSERVER,
          event.type(),
          event.paymentIntent().id(),
          event.getClass().getSimpleName());
    }
  }
}
