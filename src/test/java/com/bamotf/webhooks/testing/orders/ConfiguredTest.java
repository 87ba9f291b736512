package com.bamotf.webhooks.testing.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The application's settings hold, except those of its bamotf; the test's are above them. */
@BamotfTest(
    value = {Orders.class, Receipts.class, CurrentEvent.class},
    unit = "orders",
    settings = "bamotf.dispatch.max-attempts=2")
class ConfiguredTest {

  private static final Map<String, String> OF_APPLICATION =
      Map.of(
          "bamotf.webhook.secret.file", "/nowhere",
          "bamotf.webhook.secret.account", "another",
          "bamotf.api.key", "key",
          "bamotf.webhook.modes", "test",
          "bamotf.dispatch.max-attempts", "7");

  @BeforeAll
  static void configureApplication() {
    OF_APPLICATION.forEach(System::setProperty);
  }

  @AfterAll
  static void clear() {
    OF_APPLICATION.keySet().forEach(System::clearProperty);
  }

  @Test
  void isAbandonedAfterTheTestsAttempts(BamotfScenario bamotf) {
    bamotf.failHandler(2);
    var delivery = bamotf.deliver(bamotf.payment().mode("test").processing()).assertFailed(1);
    bamotf.advance(Duration.ofSeconds(1));
    delivery.assertAbandoned();
  }

  @Test
  void acceptsTheModesOfTheApplication(BamotfScenario bamotf) {
    bamotf.deliver(bamotf.payment().processing()).assertQuarantined();
  }

  @Nested
  class Inside {
    @Test
    void aNestedClassHasAScenarioToo(BamotfScenario bamotf, EntityManager em, Receipts receipts) {
      bamotf.deliver(bamotf.payment().mode("test").processing()).assertHandled();
      assertThat(receipts.committed()).isEmpty();
      assertThat(em.find(Order.class, "42")).isNull();
    }
  }
}
