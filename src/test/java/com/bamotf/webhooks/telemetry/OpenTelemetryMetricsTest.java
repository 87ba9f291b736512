package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.bamotf.webhooks.console.Stub;
import com.bamotf.webhooks.telemetry.Telemetry.EventOutcome;
import com.bamotf.webhooks.telemetry.Telemetry.ReconcileOutcome;
import com.bamotf.webhooks.telemetry.Telemetry.RejectionReason;
import com.bamotf.webhooks.telemetry.Telemetry.RequestOutcome;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The figures in OpenTelemetry against our own text. */
class OpenTelemetryMetricsTest {

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
          .build();
  private final Telemetry telemetry = new Telemetry();

  @AfterEach
  void stop() {
    sdk.close();
  }

  @Test
  void showsTheSameFiguresUnderTheSameNames() {
    TelemetryStart.measure(telemetry, "/shop", beans(sdk));
    useAll(telemetry);
    assertThat(exposed()).isEqualTo(expected());
    assertThat(exposed().values().stream().filter(value -> value != 0))
        .as("not all of them zero")
        .hasSizeGreaterThan(20);
    useAll(telemetry);
    assertThat(exposed()).as("later").isEqualTo(expected());
  }

  @Test
  void theTypesAndUnitsAreTheSame() {
    TelemetryStart.measure(telemetry, "/shop", beans(sdk));
    useAll(telemetry);
    Map<String, String> types = new TreeMap<>();
    for (MetricData metric : reader.collectAllMetrics()) {
      types.put(metric.getName(), type(metric.getType()));
      assertThat(metric.getUnit()).isEqualTo(metric.getName().endsWith("_seconds") ? "s" : "");
      assertThat(metric.getInstrumentationScopeInfo().getName())
          .isEqualTo("com.bamotf.webhooks/shop");
    }
    assertThat(types).isEqualTo(Exposition.of(telemetry).types());
  }

  /** The server's OpenTelemetry stays when the application goes. */
  @Test
  void endsWithTheApplication() {
    Runnable end = TelemetryStart.measure(telemetry, "/shop", beans(sdk));
    useAll(telemetry);
    end.run();
    assertThat(reader.collectAllMetrics())
        .as("only what has been recorded, and nothing more is read")
        .allSatisfy(metric -> assertThat(metric.getType()).isEqualTo(MetricDataType.HISTOGRAM));
  }

  @Test
  void twoApplicationsOfOneServerAreCountedApart() {
    Telemetry other = new Telemetry();
    TelemetryStart.measure(telemetry, "/shop", beans(sdk));
    TelemetryStart.measure(other, "/other", beans(sdk));
    telemetry.reconciliation(ReconcileOutcome.COMPLETE, 5);
    other.reconciliation(ReconcileOutcome.COMPLETE, 7);
    Map<String, Long> gaps = new TreeMap<>();
    for (MetricData metric : reader.collectAllMetrics()) {
      if (metric.getName().equals("bamotf_reconcile_gaps")) {
        metric
            .getLongSumData()
            .getPoints()
            .forEach(
                point ->
                    gaps.put(metric.getInstrumentationScopeInfo().getName(), point.getValue()));
      }
    }
    assertThat(gaps)
        .containsOnly(
            entry("com.bamotf.webhooks/shop", 5L), entry("com.bamotf.webhooks/other", 7L));
  }

  /** As on Payara, whose API is older, and without any. */
  @Test
  void aServerWithoutThemDeploysAsBefore() {
    Instance<?> none = Stub.of(Instance.class, Map.of("isResolvable", nothing -> false));
    TelemetryStart.measure(telemetry, "/shop", select(none)).run();
    Instance<?> broken =
        Stub.of(
            Instance.class,
            Map.of(
                "select",
                type -> {
                  throw new NoSuchMethodError("setExplicitBucketBoundariesAdvice");
                }));
    TelemetryStart.measure(telemetry, "/shop", cast(broken)).run();
    useAll(telemetry);
    assertThat(telemetry.getReconcileGaps()).isEqualTo(3);
  }

  static void useAll(Telemetry telemetry) {
    for (RequestOutcome outcome : RequestOutcome.values()) {
      telemetry.request(outcome);
    }
    for (RejectionReason reason : RejectionReason.values()) {
      telemetry.rejection(reason);
      telemetry.rejection(reason);
    }
    for (EventOutcome outcome : EventOutcome.values()) {
      telemetry.event("payment_intent.succeeded", outcome, Duration.ofMillis(30));
      telemetry.event("payment_intent.unknown", outcome, Duration.ofSeconds(3));
    }
    telemetry.store(TimeUnit.MILLISECONDS.toNanos(4));
    telemetry.store(TimeUnit.HOURS.toNanos(48));
    telemetry.delay(Duration.ofMinutes(5));
    telemetry.held(() -> 4);
    telemetry.reconciliation(ReconcileOutcome.COMPLETE, 3);
  }

  /** Our text. A histogram without a duration is not in OpenTelemetry. */
  private Map<String, Double> expected() {
    Map<String, Double> samples = new TreeMap<>(Exposition.of(telemetry).samples());
    for (String event : new String[] {"pending", "processing", "canceled"}) {
      samples
          .keySet()
          .removeIf(
              sample ->
                  sample.startsWith("bamotf_events_handling_seconds")
                      && sample.contains("\"payment_intent." + event + "\""));
    }
    return samples;
  }

  /** What is in OpenTelemetry, as Prometheus would name it. */
  private Map<String, Double> exposed() {
    Map<String, Double> samples = new TreeMap<>();
    for (MetricData metric : reader.collectAllMetrics()) {
      String name = metric.getName();
      switch (metric.getType()) {
        case LONG_SUM -> {
          assertThat(metric.getLongSumData().isMonotonic()).isTrue();
          metric
              .getLongSumData()
              .getPoints()
              .forEach(
                  point -> samples.put(name + "_total" + labels(point), (double) point.getValue()));
        }
        case LONG_GAUGE ->
            metric
                .getLongGaugeData()
                .getPoints()
                .forEach(point -> samples.put(name + labels(point), (double) point.getValue()));
        case HISTOGRAM ->
            metric.getHistogramData().getPoints().forEach(point -> add(samples, name, point));
        default -> throw new AssertionError(metric);
      }
    }
    return samples;
  }

  private static void add(Map<String, Double> samples, String name, HistogramPointData point) {
    long count = 0;
    for (int i = 0; i < point.getCounts().size(); i++) {
      count += point.getCounts().get(i);
      String bound =
          i < point.getBoundaries().size() ? point.getBoundaries().get(i).toString() : "+Inf";
      samples.put(name + "_bucket" + labels(point, "le", bound), (double) count);
    }
    samples.put(name + "_count" + labels(point), (double) point.getCount());
    samples.put(name + "_sum" + labels(point), point.getSum());
  }

  private static String labels(PointData point, String... more) {
    Map<String, Object> labels = new TreeMap<>(); // the order of our text
    point.getAttributes().forEach((key, value) -> labels.put(key.getKey(), value));
    if (more.length > 0) {
      labels.put(more[0], more[1]);
    }
    String text =
        labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
            .collect(Collectors.joining(","));
    return text.isEmpty() ? "" : "{" + text + "}";
  }

  private static String type(MetricDataType type) {
    return switch (type) {
      case LONG_SUM -> "counter";
      case LONG_GAUGE -> "gauge";
      default -> "histogram";
    };
  }

  private static Instance<Object> beans(OpenTelemetry bean) {
    return select(
        Stub.of(Instance.class, Map.of("isResolvable", none -> true, "get", none -> bean)));
  }

  private static Instance<Object> select(Instance<?> found) {
    return cast(Stub.of(Instance.class, Map.of("select", type -> found)));
  }

  @SuppressWarnings("unchecked")
  private static Instance<Object> cast(Instance<?> beans) {
    return (Instance<Object>) beans;
  }
}
