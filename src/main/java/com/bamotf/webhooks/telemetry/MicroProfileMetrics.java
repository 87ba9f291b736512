package com.bamotf.webhooks.telemetry;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows the figures of {@link Telemetry} in the server's MicroProfile Metrics, under the names and
 * labels of our own text. All are gauges, which the server reads when it is scraped; its counters
 * and histograms would have to be kept beside ours. Not a bean, since most servers lack the API;
 * only {@link TelemetryStart} uses this class.
 */
final class MicroProfileMetrics {

  private static final String PREFIX = "bamotf_";

  /** Keeps the applications of one server apart. */
  private static final String APPLICATION = "application";

  private final MetricRegistry registry;

  @Inject
  MicroProfileMetrics(MetricRegistry registry) {
    this.registry = registry;
  }

  /**
   * Shows them. Servers give the registry only to a true injection point, which a lookup is not.
   *
   * @return ends it
   */
  static Runnable show(Telemetry telemetry, String contextPath, BeanManager beans) {
    MicroProfileMetrics metrics =
        new Unmanaged<>(beans, MicroProfileMetrics.class).newInstance().produce().get();
    metrics.remove(contextPath); // what a deployment that failed may have left
    try {
      metrics.show(telemetry, new Tag(APPLICATION, contextPath));
    } catch (RuntimeException | LinkageError e) {
      metrics.remove(contextPath); // those before the one that was refused
      throw e;
    }
    return () -> metrics.remove(contextPath);
  }

  private void remove(String contextPath) {
    registry.removeMatching(
        (id, metric) ->
            id.getName().startsWith(PREFIX) && contextPath.equals(id.getTags().get(APPLICATION)));
  }

  private void show(Telemetry telemetry, Tag... all) {
    counts("webhook_requests_total", "outcome", telemetry::getWebhookRequests, all);
    counts("webhook_rejections_total", "reason", telemetry::getWebhookRejections, all);
    gauge("webhook_held", telemetry::getWebhookHeld, all);
    for (String event : telemetry.getEventsHandled().keySet()) {
      counts(
          "events_handled_total",
          "outcome",
          () -> telemetry.getEventsHandled().getOrDefault(event, Map.of()),
          with(all, "event", event));
    }
    counts("reconcile_runs_total", "outcome", telemetry::getReconcileRuns, all);
    gauge("reconcile_gaps_total", telemetry::getReconcileGaps, all);
    telemetry
        .histograms()
        .forEach(
            (name, byEvent) ->
                byEvent.forEach(
                    (event, durations) ->
                        histogram(
                            name.substring(PREFIX.length()),
                            durations,
                            event.isEmpty() ? all : with(all, "event", event))));
  }

  private void counts(String name, String label, Supplier<Map<String, Long>> counts, Tag... tags) {
    for (String value : counts.get().keySet()) {
      gauge(name, () -> counts.get().getOrDefault(value, 0L), with(tags, label, value));
    }
  }

  private void histogram(String name, Histogram durations, Tag... tags) {
    durations
        .within()
        .forEach(
            (bound, count) -> gauge(name + "_bucket", count::getAsLong, with(tags, "le", bound)));
    gauge(name + "_count", durations::count, tags);
    gauge(name + "_sum", durations::seconds, tags);
  }

  /** Not by a {@code MetricID}, whose tags SmallRye forgets, which Open Liberty uses. */
  private void gauge(String name, Supplier<Number> value, Tag... tags) {
    registry.gauge(PREFIX + name, value, tags);
  }

  private static Tag[] with(Tag[] tags, String label, String value) {
    Tag[] more = Arrays.copyOf(tags, tags.length + 1);
    more[tags.length] = new Tag(label, value);
    return more;
  }
}
