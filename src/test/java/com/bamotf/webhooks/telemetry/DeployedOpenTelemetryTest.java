package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import com.bamotf.webhooks.testing.orders.Orders;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A whole application in which OpenTelemetry is a bean, wired by a container. */
@BamotfTest(
    value = {Orders.class, DeployedOpenTelemetryTest.Server.class},
    unit = "orders")
class DeployedOpenTelemetryTest {

  /** What a server has. */
  @ApplicationScoped
  public static class Server {

    static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
    static final InMemoryMetricReader METRICS = InMemoryMetricReader.create();

    private static final OpenTelemetry SDK =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
                    .build())
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(METRICS).build())
            .build();

    @Produces
    OpenTelemetry openTelemetry() {
      return SDK;
    }
  }

  @Test
  void isUsedFromTheStartOfTheApplicationToItsEnd(BamotfScenario bamotf) {
    TelemetryStart start = new TelemetryStart();
    start.contextInitialized(TelemetryStartTest.event("/kit"));
    bamotf.deliver(bamotf.payment().processing());

    List<SpanData> spans = Server.SPANS.getFinishedSpanItems();
    assertThat(spans.stream().map(SpanData::getName))
        .containsExactly("bamotf.store", "bamotf.handle");
    assertThat(spans.get(1).getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
    assertThat(sums()).isEqualTo(5);

    start.contextDestroyed(TelemetryStartTest.event("/kit"));
    assertThat(sums()).isZero();
  }

  /** The counters that are read when the server exports. */
  private static long sums() {
    return Server.METRICS.collectAllMetrics().stream()
        .filter(metric -> metric.getType() == MetricDataType.LONG_SUM)
        .count();
  }
}
