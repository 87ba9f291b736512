package com.bamotf.webhooks.shop.messages;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fails as often as the metadata say, after the other handlers have done their work. */
@ApplicationScoped
public class Trouble {

  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

  void paid(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) PaymentIntentSucceeded event) {
    int attempt = attempts.merge(event.paymentIntent().id(), 1, Integer::sum);
    int failures = Integer.parseInt(event.paymentIntent().metadata("failures").orElse("0"));
    if (attempt <= failures) {
      throw new IllegalStateException("attempt " + attempt + " fails");
    }
  }
}
