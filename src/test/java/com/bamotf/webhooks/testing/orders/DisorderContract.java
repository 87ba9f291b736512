package com.bamotf.webhooks.testing.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bamotf.webhooks.testing.BamotfDelivery;
import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.TestEvent;
import com.bamotf.webhooks.testing.TestPayment;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TransactionRequiredException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can go wrong between bamotf and a handler; with each JPA provider. */
abstract class DisorderContract {

  BamotfScenario bamotf;
  EntityManager em;
  Receipts receipts;
  TestPayment payment;

  @BeforeEach
  void order(BamotfScenario scenario, EntityManager entities, Receipts bean) {
    bamotf = scenario;
    em = entities;
    receipts = bean;
    payment = bamotf.payment().amount("EUR", 2500).metadata("orderId", "42");
    bamotf.inTransaction(() -> em.persist(new Order("42")));
  }

  private void assertPaid(int times) {
    assertThat(em.find(Order.class, "42").payments()).isEqualTo(times);
  }

  @Test
  void aDuplicateIsHandledOnce() {
    TestEvent<?> event = payment.succeeded();
    BamotfDelivery first = bamotf.deliver(event).assertHandled();
    assertThat(first.answers()).containsExactly("200 {\"success\":true}");
    assertThat(first.observers())
        .containsExactlyInAnyOrder("Orders.paid", "Receipts.note", "Receipts.write");
    bamotf.deliver(event).assertDuplicate();
    bamotf.deliver(payment.succeeded()).assertDuplicate();
    assertPaid(1);
  }

  @Test
  void lateProcessingIsSuperseded() {
    bamotf.deliver(payment.succeeded()).assertHandled();
    bamotf.deliver(payment.processing()).assertSuperseded();
    assertPaid(1);
  }

  @Test
  void keysThatStartAgainAreNoDuplicates() {
    bamotf.deliver(payment.processing()).assertHandled();
    bamotf.restartKeys();
    bamotf.deliver(payment.succeeded()).assertHandled();
    assertPaid(1);
  }

  @Test
  void afterACommitTheRequestIsStillThere() {
    bamotf.deliver(payment.succeeded()).assertHandled();
    assertThat(receipts.committed()).containsExactly("payment_intent.succeeded");
  }

  @Test
  void nothingIsCalledAfterAFailure() {
    bamotf.failHandler(1);
    bamotf.deliver(payment.succeeded()).assertFailed(1);
    assertThat(receipts.committed()).isEmpty();
    assertPaid(0);
  }

  @Test
  void aCrashAfterTheCommitIsADuplicateAttempt() {
    bamotf.crashAfterCommit();
    BamotfDelivery delivery = bamotf.deliver(payment.succeeded()).assertHandled();
    assertThat(delivery.answers()).hasSize(2);
    assertPaid(1);
  }

  @Test
  void aCrashInTheHandlerIsNoAttempt() {
    bamotf.crashInHandler();
    BamotfDelivery delivery = bamotf.deliver(payment.succeeded()).assertHandled();
    assertThat(delivery.toString()).contains("attempts: 1", "crashInHandler");
    assertPaid(1);
  }

  @Test
  void whatArrivesWhileTheDatabaseIsAwayIsHandledAfterwards() {
    bamotf.databaseAway();
    BamotfDelivery delivery = bamotf.deliver(payment.succeeded()).assertHeld();
    bamotf.databaseBack();
    delivery.assertHandled();
    assertPaid(1);
  }

  @Test
  void aHandlerThatNeverWorksIsAbandonedAndCanBeRequeued() {
    bamotf.failHandler(40);
    BamotfDelivery delivery = bamotf.deliver(payment.succeeded()).assertFailed(1);
    bamotf.advance(Duration.ofMinutes(1));
    delivery.assertFailed();
    bamotf.advance(Duration.ofDays(2));
    delivery.assertAbandoned();
    assertPaid(0);
    bamotf.requeue(delivery);
    delivery.assertHandled();
    assertPaid(1);
  }

  @Test
  void aClockThatIsTooFarAheadIsRefused() {
    bamotf.clockSkew(Duration.ofMinutes(-6));
    bamotf.deliver(payment.succeeded()).assertRefused();
    bamotf.clockSkew(Duration.ofMinutes(4));
    bamotf.deliver(payment.succeeded()).assertHandled();
  }

  @Test
  void reconciliationFindsWhatNeverCame() {
    BamotfDelivery lost = bamotf.lose(payment.succeeded());
    assertPaid(0);
    bamotf.reconcile();
    lost.assertHandled();
    assertThat(receipts.transactionsKnown()).isFalse();
    bamotf.deliver(payment.succeeded()).assertDuplicate();
    assertPaid(1);
  }

  @Test
  void timeIsSteered() {
    bamotf.failHandler(1);
    BamotfDelivery delivery = bamotf.deliver(payment.succeeded()).assertFailed(1);
    bamotf.advance(Duration.ofMillis(400));
    delivery.assertFailed(1);
    bamotf.advance(Duration.ofHours(3));
    delivery.assertHandled();
    assertThat(receipts.lastSeen())
        .isBetween(bamotf.clock().instant().minus(Duration.ofHours(3)), bamotf.clock().instant());
  }

  @Test
  void anUnknownEventAndAnotherModeAreKept() {
    bamotf.deliver(payment.unknown("payment_intent.refunded")).assertHandled();
    BamotfDelivery test = bamotf.deliver(payment.mode("test").succeeded()).assertQuarantined();
    assertThat(test.answers()).hasSize(3).allSatisfy(each -> assertThat(each).startsWith("400 "));
    assertPaid(0);
  }

  @Test
  void aFailedAssertionTellsWhatHappened() {
    bamotf.failHandler(1);
    BamotfDelivery delivery = bamotf.deliver(payment.succeeded());
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(delivery::assertHandled)
        .withMessageContainingAll(
            "to be HANDLED",
            "status: PENDING",
            "attempts: 1",
            "200 {\"success\":true}",
            "failed attempt 1: java.lang.IllegalStateException",
            "ObserverCalls");
    assertThatExceptionOfType(AssertionError.class).isThrownBy(delivery::assertDuplicate);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(delivery::assertSuperseded);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(delivery::assertAbandoned);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(delivery::assertRefused);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(delivery::assertHeld);
  }

  @Test
  void writingNeedsATransaction() {
    assertThatExceptionOfType(TransactionRequiredException.class)
        .isThrownBy(() -> em.persist(new Order("43")))
        .withMessageContaining("inTransaction");
  }
}
