package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;

/**
 * Finds out at deployment whether anything observes our events. A server without enterprise beans
 * takes a {@code @Stateless} handler for no bean, says nothing, and would let every event go by.
 */
public class HandlerDiscovery implements Extension {

  private final boolean enterpriseBeans;
  private boolean found;

  public HandlerDiscovery() {
    this(isVisible("jakarta.ejb.Stateless"));
  }

  HandlerDiscovery(boolean enterpriseBeans) {
    this.enterpriseBeans = enterpriseBeans;
  }

  <X extends PaymentIntentEvent> void found(@Observes ProcessObserverMethod<X, ?> method) {
    found = true;
  }

  void validate(@Observes AfterDeploymentValidation validation) {
    if (!found && !enterpriseBeans) {
      validation.addDeploymentProblem(
          new IllegalStateException(
              "bamotf webhooks must not start: no bean observes its events, and this server has no Jakarta Enterprise Beans, so that a @Stateless handler would never be called. Use a server profile with enterprise beans (WildFly: standalone.xml or standalone-full.xml, not standalone-microprofile.xml; Open Liberty: the feature webProfile-10.0), or handle the events in a CDI bean"));
    }
  }

  /** Whether at least one observer of an event of ours is there. */
  boolean foundAny() {
    return found;
  }

  private static boolean isVisible(String type) {
    try {
      Class.forName(type, false, HandlerDiscovery.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
