package com.bamotf.webhooks.testing.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BamotfTest(value = Orders.class, unit = "orders")
class OrdersTest {

  @BeforeEach
  void order(BamotfScenario bamotf, EntityManager em) {
    bamotf.inTransaction(() -> em.persist(new Order("42")));
  }

  @Test
  void paidOnce(BamotfScenario bamotf, EntityManager em) {
    var payment = bamotf.payment().amount("EUR", 2500).metadata("orderId", "42");
    bamotf.deliver(payment.succeeded()).assertHandled();
    bamotf.deliver(payment.succeeded()).assertDuplicate(); // same fact, another key
    bamotf.deliver(payment.processing()).assertSuperseded(); // late
    assertThat(em.find(Order.class, "42").isPaid()).isTrue();
  }

  @Test
  void paidInTheEnd(BamotfScenario bamotf, EntityManager em) {
    bamotf.failHandler(2);
    var delivery = bamotf.deliver(bamotf.payment().metadata("orderId", "42").succeeded());
    delivery.assertFailed(1);
    assertThat(em.find(Order.class, "42").isPaid()).isFalse();
    bamotf.advance(Duration.ofHours(1));
    delivery.assertHandled();
    assertThat(em.find(Order.class, "42").isPaid()).isTrue();
  }
}
