package com.bamotf.webhooks.event;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Narrows an observer to one event name: {@code @Observes @EventType("payment_intent.refunded")
 * UnknownPaymentIntentEvent event}. For a known event, observe its Java type.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({PARAMETER, FIELD, METHOD, TYPE})
public @interface EventType {

  /** The event's name on the wire. */
  String value();

  /**
   * For programmatic use: {@code event.select(new EventType.Literal("payment_intent.refunded"))}.
   */
  final class Literal extends AnnotationLiteral<EventType> implements EventType {

    private static final long serialVersionUID = 1L;

    private final String value;

    public Literal(String value) {
      this.value = value;
    }

    @Override
    public String value() {
      return value;
    }
  }
}
