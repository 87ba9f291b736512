package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import com.bamotf.webhooks.testing.orders.Orders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.Test;

/** A whole application in which MicroProfile Metrics are a bean, wired by a container. */
@BamotfTest(
    value = {Orders.class, DeployedMicroProfileMetricsTest.Server.class},
    unit = "orders")
class DeployedMicroProfileMetricsTest {

  /** What a server has. */
  @ApplicationScoped
  public static class Server {

    static final GaugeRegistry REGISTRY = new GaugeRegistry();

    /** Payara and Open Liberty ask for the annotations of the injection point. */
    @Produces
    MetricRegistry registry(InjectionPoint point) {
      assertThat(point.getAnnotated().getAnnotations()).isNotNull();
      return REGISTRY.api();
    }
  }

  @Test
  void isUsedFromTheStartOfTheApplicationToItsEnd(BamotfScenario bamotf) {
    TelemetryStart start = new TelemetryStart();
    start.contextInitialized(TelemetryStartTest.event("/kit"));
    bamotf.deliver(bamotf.payment().processing());

    assertThat(Server.REGISTRY.samples("/kit"))
        .containsEntry("bamotf_webhook_requests_total{outcome=\"stored\"}", 1.0)
        .containsEntry("bamotf_webhook_store_seconds_count", 1.0);

    start.contextDestroyed(TelemetryStartTest.event("/kit"));
    assertThat(Server.REGISTRY.size()).isZero();
  }
}
