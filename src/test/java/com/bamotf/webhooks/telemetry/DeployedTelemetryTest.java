package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import com.bamotf.webhooks.testing.orders.Orders;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.JMX;
import org.junit.jupiter.api.Test;

/** The counters of a whole application, wired by a container. */
@BamotfTest(value = Orders.class, unit = "orders")
class DeployedTelemetryTest {

  @Test
  void isShownFromTheStartOfTheApplication(BamotfScenario bamotf) throws JMException {
    new TelemetryStart().contextInitialized(TelemetryStartTest.event("/kit"));
    try {
      bamotf.deliver(bamotf.payment().processing());
      TelemetryMXBean bean =
          JMX.newMXBeanProxy(
              ManagementFactory.getPlatformMBeanServer(),
              TelemetryStart.name("/kit"),
              TelemetryMXBean.class);
      assertThat(bean.getWebhookRequests()).containsEntry("stored", 1L);
    } finally {
      TelemetryStart.unregister("/kit");
    }
  }
}
