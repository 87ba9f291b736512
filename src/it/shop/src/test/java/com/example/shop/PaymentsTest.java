package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import com.bamotf.webhooks.testing.TestPayment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the shop does when bamotf tells it of payments, in order or not. */
@BamotfTest({Payments.class, Orders.class, Mails.class, LoggingMailSender.class})
class PaymentsTest {

  private BamotfScenario bamotf;
  private Orders orders;
  private Mails mails;
  private String orderId;
  private TestPayment payment;

  @BeforeEach
  void order(BamotfScenario bamotf, Orders orders, Mails mails) {
    this.bamotf = bamotf;
    this.orders = orders;
    this.mails = mails;
    orderId = orders.place("customer@example.com", 150_000).id();
    payment = bamotf.payment().btc(150_000).metadata("orderId", orderId);
  }

  private void assertPaidWithOneMail() {
    assertEquals(Optional.of(payment.id()), orders.find(orderId).flatMap(Order::paidBy));
    assertEquals(1, mails.unsent().size());
  }

  private void assertUnpaid() {
    assertTrue(orders.find(orderId).flatMap(Order::paidBy).isEmpty());
    assertTrue(mails.unsent().isEmpty());
  }

  @Test
  void isPaidOnceWhateverBamotfRepeats() {
    bamotf.deliver(payment.succeeded()).assertHandled();
    bamotf.deliver(payment.succeeded()).assertDuplicate();
    bamotf.deliver(payment.processing()).assertSuperseded();
    assertPaidWithOneMail();
  }

  @Test
  void aFailureLeavesNothingAndIsRetried() {
    bamotf.failHandler(2);
    var delivery = bamotf.deliver(payment.succeeded()).assertFailed();
    assertUnpaid();
    bamotf.advance(Duration.ofMinutes(1));
    delivery.assertHandled();
    assertPaidWithOneMail();
  }

  @Test
  void aCrashLosesAndRepeatsNothing() {
    bamotf.crashInHandler();
    var delivery = bamotf.deliver(payment.succeeded()).assertHandled();
    assertEquals(2, delivery.observers().size());
    orders = bamotf.bean(Orders.class); // of the server that was started after the crash
    mails = bamotf.bean(Mails.class);
    assertPaidWithOneMail();
  }

  @Test
  void anOrderThatDoesNotExistIsForAPerson() {
    bamotf.deliver(payment.metadata("orderId", "none").succeeded()).assertAbandoned();
    assertUnpaid();
  }

  @Test
  void whatNeverArrivedIsFound() {
    var lost = bamotf.lose(payment.succeeded());
    assertUnpaid();
    bamotf.reconcile();
    lost.assertHandled();
    assertPaidWithOneMail();
  }
}
