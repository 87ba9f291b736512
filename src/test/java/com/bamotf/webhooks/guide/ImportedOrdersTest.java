package com.bamotf.webhooks.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.testing.BamotfDelivery;
import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import com.bamotf.webhooks.testing.orders.Order;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@BamotfTest(value = ImportedOrders.class, unit = "orders")
class ImportedOrdersTest {

  @Test
  void waitsForTheImport(BamotfScenario bamotf, EntityManager em) {
    BamotfDelivery delivery =
        bamotf.deliver(bamotf.payment().metadata("orderId", "42").succeeded()).assertFailed(1);
    bamotf.inTransaction(() -> em.persist(new Order("42")));
    bamotf.advance(Duration.ofMinutes(119));
    delivery.assertFailed(1);
    bamotf.advance(Duration.ofMinutes(2));
    delivery.assertHandled();
    assertThat(em.find(Order.class, "42").payments()).isEqualTo(1);
  }

  @Test
  void givesUpAtOnceWithoutAnOrder(BamotfScenario bamotf) {
    BamotfDelivery delivery = bamotf.deliver(bamotf.payment().succeeded()).assertAbandoned();
    assertThat(delivery.toString()).contains("The metadata has no orderId");
  }
}
