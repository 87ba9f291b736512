package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import com.bamotf.webhooks.testing.TestPayment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a customer's open page is told; here no timer runs. */
@BamotfTest({Payments.class, Orders.class, Mails.class, LoggingMailSender.class, Screens.class})
class ScreensTest {

  private final Page page = new Page();
  private BamotfScenario bamotf;
  private Screens screens;
  private String orderId;
  private TestPayment payment;

  @BeforeEach
  void order(BamotfScenario bamotf, Orders orders, Screens screens) {
    this.bamotf = bamotf;
    this.screens = screens;
    orderId = orders.place("customer@example.com", 150_000).id();
    payment = bamotf.payment().btc(150_000).metadata("orderId", orderId);
  }

  @Test
  void isToldAtOnceByTheServerThatHandledTheEvent() {
    screens.open(page.of(orderId));
    assertEquals(List.of("waiting"), page.told());
    bamotf.deliver(payment.succeeded()).assertHandled();
    assertEquals(List.of("waiting", "paid"), page.told());
    assertTrue(page.isClosed());
  }

  @Test
  void isNotToldOfWhatIsRolledBack() {
    screens.open(page.of(orderId));
    bamotf.failHandler(1);
    bamotf.deliver(payment.succeeded()).assertFailed();
    assertEquals(List.of("waiting"), page.told());
    bamotf.advance(Duration.ofMinutes(1));
    assertEquals(List.of("waiting", "paid"), page.told());
  }

  @Test
  void isToldWhenItComesLate() {
    bamotf.deliver(payment.succeeded()).assertHandled();
    screens.open(page.of(orderId));
    assertEquals(List.of("waiting", "paid"), page.told());
  }

  @Test
  void isNotToldOfAnotherOrder(Orders orders) {
    screens.open(page.of(orders.place("another@example.com", 1).id()));
    bamotf.deliver(payment.succeeded()).assertHandled();
    screens.refresh();
    assertEquals(List.of("waiting", "waiting"), page.told());
    assertFalse(page.isClosed());
  }

  @Test
  void isForgottenOnceItIsClosed() {
    screens.open(page.of(orderId));
    page.close();
    screens.refresh();
    bamotf.deliver(payment.succeeded()).assertHandled();
    assertEquals(List.of("waiting"), page.told());
  }
}
