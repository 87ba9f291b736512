package com.bamotf.webhooks.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.PaymentIntentPending;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import com.bamotf.webhooks.testing.TestPayment;
import com.bamotf.webhooks.testing.orders.Order;
import jakarta.annotation.Priority;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.junit.jupiter.api.Test;

/** What docs/handlers.md says of the limits of "once", as far as no server differs. */
@BamotfTest(
    value = {LimitsTest.Handler.class, LimitsTest.Forgetful.class, LimitsTest.Neighbour.class},
    unit = "orders")
class LimitsTest {

  @ApplicationScoped
  public static class Handler {
    @PersistenceContext EntityManager em;
    @Inject Neighbour neighbour;

    void write(@Observes @Priority(Interceptor.Priority.APPLICATION) PaymentIntentSucceeded event) {
      em.persist(new Order(event.paymentIntent().id()));
      event.paymentIntent().metadata("flush").ifPresent(flush -> em.flush());
    }

    void carryOn(@Observes PaymentIntentProcessing event) {
      em.persist(new Order(event.paymentIntent().id()));
      try {
        neighbour.fail();
      } catch (IllegalStateException e) {
        // as a host to which that is not so important
      }
    }

    void afterwards(
        @Observes(during = TransactionPhase.AFTER_SUCCESS) PaymentIntentPending event) {}

    void anything(@Observes Object event) {}
  }

  @ApplicationScoped
  public static class Forgetful {
    @PersistenceContext EntityManager em;

    void clear(@Observes PaymentIntentSucceeded event) {
      em.clear();
    }
  }

  @Stateless
  public static class Neighbour {
    public void fail() {
      throw new IllegalStateException("marks the transaction for rollback");
    }
  }

  @Test
  void clearForgetsTheWorkOfOtherHandlersUnlessItIsFlushed(
      BamotfScenario bamotf, EntityManager em) {
    TestPayment forgotten = bamotf.payment();
    bamotf.deliver(forgotten.succeeded()).assertHandled();
    assertThat(em.find(Order.class, forgotten.id())).isNull();

    TestPayment flushed = bamotf.payment().metadata("flush", "first");
    bamotf.deliver(flushed.succeeded()).assertHandled();
    assertThat(em.find(Order.class, flushed.id())).isNotNull();
  }

  @Test
  void anExceptionThatIsCaughtStillFailsTheAttempt(BamotfScenario bamotf, EntityManager em) {
    TestPayment payment = bamotf.payment();
    bamotf.deliver(payment.processing()).assertFailed(1);
    assertThat(em.find(Order.class, payment.id())).isNull();
  }

  @Test
  void observersOfEverythingOrOfAPhaseAfterwardsDoNotCount(BamotfScenario bamotf) {
    bamotf.deliver(bamotf.payment().pending()).assertUnobserved();
  }
}
