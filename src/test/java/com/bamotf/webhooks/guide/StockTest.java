package com.bamotf.webhooks.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import com.bamotf.webhooks.testing.TestPayment;
import com.bamotf.webhooks.testing.orders.Order;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

@BamotfTest(value = Stock.class, unit = "orders")
class StockTest {

  @Test
  void theHandlerWithTheLowerPriorityIsFirst(BamotfScenario bamotf, EntityManager em) {
    TestPayment payment = bamotf.payment();
    assertThat(bamotf.deliver(payment.succeeded()).assertHandled().observers())
        .containsExactly("Stock.reserve", "Stock.bill");
    assertThat(em.find(Order.class, payment.id()).isPaid()).isTrue();
  }
}
