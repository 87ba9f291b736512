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
 * Narrows an observer to payment intents of one mode: {@code @Observes @Mode("prod")
 * PaymentIntentSucceeded event}. Without it, an observer receives the events of every accepted
 * mode; {@code bamotf.webhook.modes} lists them, by default only {@code prod}.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({PARAMETER, FIELD, METHOD, TYPE})
public @interface Mode {

  /** The mode as bamotf names it: {@code prod}, {@code test} or {@code dev}. */
  String value();

  /** For programmatic use: {@code event.select(new Mode.Literal("prod"))}. */
  final class Literal extends AnnotationLiteral<Mode> implements Mode {

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
