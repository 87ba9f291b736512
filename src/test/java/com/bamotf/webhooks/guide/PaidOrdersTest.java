package com.bamotf.webhooks.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import com.bamotf.webhooks.testing.TestPayment;
import com.bamotf.webhooks.testing.orders.Order;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two receivers of the same events, as docs/from-node.md describes them. */
@BamotfTest(value = PaidOrders.class, unit = "orders")
class PaidOrdersTest {

  @BeforeEach
  void order(BamotfScenario bamotf, EntityManager em) {
    bamotf.inTransaction(() -> em.persist(new Order("42")));
  }

  @Test
  void paysAnOrderThatTheOtherReceiverHasNotSeen(BamotfScenario bamotf, EntityManager em) {
    bamotf.deliver(payment(bamotf).succeeded()).assertHandled();
    assertThat(em.find(Order.class, "42").payments()).isEqualTo(1);
  }

  @Test
  void leavesAnOrderThatTheOtherReceiverHasPaid(BamotfScenario bamotf, EntityManager em) {
    bamotf.inTransaction(() -> em.find(Order.class, "42").markPaid());
    bamotf.deliver(payment(bamotf).succeeded()).assertHandled();
    assertThat(em.find(Order.class, "42").payments()).isEqualTo(1);
  }

  /** As through two endpoints of bamotf. */
  @Test
  void paysOnceUnderAnotherKey(BamotfScenario bamotf, EntityManager em) {
    TestPayment payment = payment(bamotf);
    bamotf.deliver(payment.succeeded()).assertHandled();
    bamotf.deliver(payment.succeeded()).assertDuplicate();
    assertThat(em.find(Order.class, "42").payments()).isEqualTo(1);
  }

  private static TestPayment payment(BamotfScenario bamotf) {
    return bamotf.payment().metadata("orderId", "42");
  }
}
