package com.bamotf.webhooks.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import com.bamotf.webhooks.testing.TestPayment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@BamotfTest(
    value = {Shipments.class, ShipmentsTest.RecordingCarrier.class},
    unit = "orders")
class ShipmentsTest {

  /** Fails the first time, after it has taken the order. */
  @ApplicationScoped
  public static class RecordingCarrier implements Carrier {

    private final List<String> keys = new ArrayList<>();

    @Override
    public void ship(String key) {
      keys.add(key);
      if (keys.size() == 1) {
        throw new IllegalStateException("the connection broke");
      }
    }

    public List<String> keys() {
      return keys;
    }
  }

  @Test
  void callsTheCarrierWithTheSameKeyUntilItSucceedsAndNotAgain(
      BamotfScenario bamotf, EntityManager em, Shipments shipments, RecordingCarrier carrier) {
    TestPayment payment = bamotf.payment();
    bamotf.deliver(payment.succeeded()).assertHandled();
    assertThat(carrier.keys()).isEmpty();

    assertThatIllegalStateException().isThrownBy(() -> shipments.order(payment.id()));
    assertThat(em.find(Shipment.class, payment.id()).isOrdered()).isFalse();

    shipments.order(payment.id());
    shipments.order(payment.id());
    assertThat(carrier.keys()).containsExactly(payment.id(), payment.id());
    assertThat(em.find(Shipment.class, payment.id()).isOrdered()).isTrue();
  }
}
