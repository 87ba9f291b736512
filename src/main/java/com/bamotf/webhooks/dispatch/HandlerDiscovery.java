package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.StartFailure;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.server.MissingFeatures;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the observers of our events at deployment and refuses those that would silently lose
 * events. A server without enterprise beans would silently ignore a {@code @Stateless} handler.
 */
public class HandlerDiscovery implements Extension {

  private static final System.Logger LOG = System.getLogger(HandlerDiscovery.class.getName());

  private final boolean enterpriseBeans;
  private final List<String> refusals = new ArrayList<>();
  private boolean found;

  public HandlerDiscovery() {
    this(MissingFeatures.isVisible("jakarta.ejb.Stateless"));
  }

  HandlerDiscovery(boolean enterpriseBeans) {
    this.enterpriseBeans = enterpriseBeans;
  }

  <X extends PaymentIntentEvent> void found(@Observes ProcessObserverMethod<X, ?> process) {
    found = true;
    ObserverMethod<X> method = process.getObserverMethod();
    AnnotatedMethod<?> source = process.getAnnotatedMethod();
    String name = name(method, source);
    ObserverRules.refusal(method, source)
        .ifPresent(why -> refusals.add("the observer " + name + " would lose events: " + why));
    ObserverRules.warning(method, source)
        .ifPresent(
            why ->
                LOG.log(
                    WARNING, "{0}: the observer {1}: {2}", LogCodes.OBSERVER_OUTSIDE, name, why));
    if (method.getTransactionPhase() != TransactionPhase.IN_PROGRESS) {
      process
          .configureObserverMethod()
          .notifyWith(context -> notifyAfterwards(method, name, context));
    }
  }

  /**
   * Containers call an AFTER_SUCCESS observer at once if a handler has lost or ended the
   * transaction, some also if it is marked for rollback; such a call is suppressed. Failures are
   * logged here, since containers swallow them.
   */
  private static <X extends PaymentIntentEvent> void notifyAfterwards(
      ObserverMethod<X> method, String name, EventContext<X> context) {
    if (method.getTransactionPhase() == TransactionPhase.AFTER_SUCCESS
        && EventPublisher.isFiring()) {
      return;
    }
    try {
      method.notify(context);
    } catch (RuntimeException | Error e) {
      PaymentIntentEvent event = context.getEvent();
      LOG.log(
          ERROR,
          "%s: the observer %s failed with %s of payment intent %s after the transaction ended (%s) and is not called again. Work that must not be lost belongs inside the transaction: for example, insert a row that a timer processes"
              .formatted(
                  LogCodes.AFTERWARDS_FAILED,
                  name,
                  event.type(),
                  event.paymentIntent().id(),
                  method.getTransactionPhase()),
          e);
      throw e;
    }
  }

  void validate(@Observes AfterDeploymentValidation validation) {
    refusals.forEach(
        refusal ->
            validation.addDeploymentProblem(problem("bamotf webhooks cannot start: " + refusal)));
    if (!found && !enterpriseBeans) {
      validation.addDeploymentProblem(
          problem(
              "bamotf webhooks cannot start: no bean observes its events, and this server has no Jakarta Enterprise Beans, so a @Stateless handler would never be called. Use a server profile with enterprise beans (WildFly: standalone.xml or standalone-full.xml, not standalone-microprofile.xml; Open Liberty: the feature webProfile-10.0 or webProfile-11.0), or handle the events in a CDI bean"));
    }
  }

  private static IllegalStateException problem(String message) {
    return StartFailure.logged(new IllegalStateException(message));
  }

  /** Whether the application has an observer of our events. */
  boolean foundAny() {
    return found;
  }

  private static String name(ObserverMethod<?> method, @Nullable AnnotatedMethod<?> source) {
    String bean = method.getBeanClass().getName();
    return source == null ? bean : bean + "." + source.getJavaMember().getName();
  }
}
