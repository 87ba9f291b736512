package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.Stub;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionTarget;
import jakarta.enterprise.inject.spi.InjectionTargetFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

/** The figures in MicroProfile Metrics against our own text. */
class MicroProfileMetricsTest {

  private final GaugeRegistry registry = new GaugeRegistry();
  private final BeanManager beans = beans(() -> new MicroProfileMetrics(registry.api()));
  private final Telemetry telemetry = new Telemetry();

  @Test
  void showsTheSameFiguresUnderTheSameNames() {
    TelemetryStart.measure(telemetry, "/shop", beans);
    assertThat(registry.samples("/shop")).as("from zero").isEqualTo(expected());
    OpenTelemetryMetricsTest.useAll(telemetry);
    assertThat(registry.samples("/shop")).isEqualTo(expected());
    assertThat(registry.samples("/shop").values().stream().filter(value -> value != 0))
        .as("not all of them zero")
        .hasSizeGreaterThan(20);
  }

  /** The registry may be that of the whole server. */
  @Test
  void endsWithItsApplicationAndWithNoOther() {
    registry.api().gauge("orders_open", () -> 5, new Tag("application", "/shop"));
    registry.api().gauge("bamotf_of_the_shop", () -> 5);
    Runnable end = TelemetryStart.measure(telemetry, "/shop", beans);
    TelemetryStart.measure(telemetry, "/other", beans);
    assertThat(registry.samples("/shop")).hasSizeGreaterThan(50);
    end.run();
    assertThat(registry.samples("/shop")).containsOnlyKeys("orders_open");
    assertThat(registry.samples("/other")).isEqualTo(expected());
    assertThat(registry.size()).isEqualTo(2 + expected().size());
  }

  @Test
  void twoApplicationsOfOneServerAreCountedApart() {
    Telemetry root = new Telemetry();
    TelemetryStart.measure(telemetry, "/shop", beans);
    TelemetryStart.measure(root, "", beans);
    OpenTelemetryMetricsTest.useAll(telemetry);
    assertThat(registry.samples("/shop")).containsEntry("bamotf_reconcile_gaps_total", 3.0);
    assertThat(registry.samples("")).containsEntry("bamotf_reconcile_gaps_total", 0.0);
  }

  /** As one that a server has stopped before the application. */
  @Test
  void aRegistryThatFailsAtTheEndDoesNotFailTheEndOfTheApplication() {
    TelemetryStart start = new TelemetryStart();
    AtomicInteger ended = new AtomicInteger();
    start.atTheEnd(TelemetryStart.measure(telemetry, "/shop", beans));
    start.atTheEnd(ended::incrementAndGet);
    registry.stop();
    start.contextDestroyed(TelemetryStartTest.event("/shop"));
    assertThat(ended).hasValue(1);
  }

  /** It would keep the class loader of the old deployment, and show its counters. */
  @Test
  void replacesWhatAFailedDeploymentLeft() {
    TelemetryStart.measure(telemetry, "/shop", beans);
    OpenTelemetryMetricsTest.useAll(telemetry);
    TelemetryStart.measure(new Telemetry(), "/shop", beans);
    assertThat(registry.samples("/shop")).containsEntry("bamotf_reconcile_gaps_total", 0.0);
  }

  /**
   * Without the API; with it, but switched off, as on Payara; or with a bean that gives nothing.
   */
  @Test
  void aServerWithoutThemDeploysAsBefore() {
    Supplier<MicroProfileMetrics> lacking =
        () -> {
          throw new NoClassDefFoundError("org/eclipse/microprofile/metrics/MetricRegistry");
        };
    Supplier<MicroProfileMetrics> off =
        () -> {
          throw new NullPointerException("getContext()");
        };
    TelemetryStart.measure(telemetry, "/shop", beans(lacking)).run();
    TelemetryStart.measure(telemetry, "/shop", beans(off)).run();
    TelemetryStart.measure(telemetry, "/shop", beans(() -> new MicroProfileMetrics(null))).run();
    assertThat(registry.size()).isZero();
  }

  private Map<String, Double> expected() {
    return Exposition.of(telemetry).samples();
  }

  /** A container that produces this. */
  private static BeanManager beans(Supplier<MicroProfileMetrics> instance) {
    InjectionTarget<?> target =
        Stub.of(InjectionTarget.class, Map.of("produce", context -> instance.get()));
    InjectionTargetFactory<?> factory =
        Stub.of(InjectionTargetFactory.class, Map.of("createInjectionTarget", none -> target));
    return Stub.of(
        BeanManager.class,
        Map.of(
            "createAnnotatedType", type -> null,
            "getInjectionTargetFactory", type -> factory,
            "createCreationalContext", none -> null));
  }
}
