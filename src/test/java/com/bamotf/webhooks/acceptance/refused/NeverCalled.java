package com.bamotf.webhooks.acceptance.refused;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.Reception;

/** The container finds these methods and does not call them. */
@ApplicationScoped
public class NeverCalled {

  void later(@ObservesAsync PaymentIntentSucceeded event) {}

  void ifThere(@Observes(notifyObserver = Reception.IF_EXISTS) PaymentIntentSucceeded event) {}
}
