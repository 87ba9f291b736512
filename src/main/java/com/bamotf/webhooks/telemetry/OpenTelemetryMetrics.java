package com.bamotf.webhooks.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Shows the figures of {@link Telemetry} through the server's OpenTelemetry. In Prometheus they
 * have the same names, since what collects for it adds {@code _total} to those of counters. Only
 * {@link TelemetryStart} uses this class. It needs the API of 1.32 or later.
 */
final class OpenTelemetryMetrics {

  private final Meter meter;
  private final List<AutoCloseable> instruments = new ArrayList<>();

  private OpenTelemetryMetrics(Meter meter) {
    this.meter = meter;
  }

  /**
   * Shows them if there is such a bean.
   *
   * @param contextPath keeps the applications of one server apart, in the name of the scope
   * @return ends it
   */
  static Runnable show(Telemetry telemetry, String contextPath, Instance<Object> beans) {
    return OpenTelemetryTraces.bean(beans)
        .map(
            bean -> new OpenTelemetryMetrics(bean.getMeter(OpenTelemetryTraces.NAME + contextPath)))
        .<Runnable>map(metrics -> metrics.show(telemetry))
        .orElse(() -> {});
  }

  private Runnable show(Telemetry telemetry) {
    telemetry.histograms().forEach(this::histogram); // first: an older API fails here
    Attributes none = Attributes.empty();
    counter(
        "bamotf_webhook_requests",
        to -> record(to, none, "outcome", telemetry.getWebhookRequests()));
    counter(
        "bamotf_webhook_rejections",
        to -> record(to, none, "reason", telemetry.getWebhookRejections()));
    counter(
        "bamotf_events_handled",
        to ->
            telemetry
                .getEventsHandled()
                .forEach((event, counts) -> record(to, ofEvent(event), "outcome", counts)));
    counter(
        "bamotf_reconcile_runs", to -> record(to, none, "outcome", telemetry.getReconcileRuns()));
    counter("bamotf_reconcile_gaps", to -> to.record(telemetry.getReconcileGaps()));
    instruments.add(
        meter
            .gaugeBuilder("bamotf_webhook_held")
            .ofLongs()
            .buildWithCallback(to -> to.record(telemetry.getWebhookHeld())));
    return this::end;
  }

  private void counter(String name, Consumer<ObservableLongMeasurement> reading) {
    instruments.add(meter.counterBuilder(name).buildWithCallback(reading));
  }

  private static void record(
      ObservableLongMeasurement to, Attributes of, String label, Map<String, Long> counts) {
    counts.forEach((value, count) -> to.record(count, of.toBuilder().put(label, value).build()));
  }

  /** Nobody can read durations from OpenTelemetry afterwards, so each is recorded twice. */
  private void histogram(String name, Map<String, Histogram> byEvent) {
    DoubleHistogram histogram =
        meter
            .histogramBuilder(name)
            .setUnit("s")
            .setExplicitBucketBoundariesAdvice(Histogram.bounds())
            .build();
    byEvent.forEach(
        (event, durations) -> {
          Attributes attributes = event.isEmpty() ? Attributes.empty() : ofEvent(event);
          durations.copyTo(seconds -> Quietly.run(() -> histogram.record(seconds, attributes)));
        });
  }

  private static Attributes ofEvent(String event) {
    return Attributes.builder().put("event", event).build();
  }

  /** Or the next deployment would be counted beside this one. */
  private void end() {
    for (AutoCloseable instrument : instruments) {
      try {
        instrument.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
