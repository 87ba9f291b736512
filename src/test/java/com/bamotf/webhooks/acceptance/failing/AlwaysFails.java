package com.bamotf.webhooks.acceptance.failing;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

@ApplicationScoped
public class AlwaysFails {

  void paid(@Observes PaymentIntentSucceeded event) {
    throw new IllegalStateException("always fails");
  }
}
