package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.MetricFilter;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** A server's MicroProfile Metrics, with only what may be used of it. */
final class GaugeRegistry implements InvocationHandler {

  private final Map<MetricID, Gauge<?>> gauges = new LinkedHashMap<>();
  private boolean stopped;

  MetricRegistry api() {
    return (MetricRegistry)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {MetricRegistry.class}, this);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    if (stopped) {
      throw new IllegalStateException("the server has stopped them");
    }
    switch (method.getName()) {
      case "gauge" -> {
        assertThat(arguments).as("others lose their tags on some servers").hasSize(3);
        MetricID id = new MetricID((String) arguments[0], (Tag[]) arguments[2]);
        Gauge<?> gauge = () -> (Number) ((Supplier<?>) arguments[1]).get();
        assertThat(gauges.putIfAbsent(id, gauge)).as("another of this name").isNull();
        return gauge;
      }
      case "removeMatching" -> {
        MetricFilter filter = (MetricFilter) arguments[0];
        gauges.entrySet().removeIf(each -> filter.matches(each.getKey(), each.getValue()));
        return null;
      }
      default -> throw new AssertionError("unexpected call of " + method);
    }
  }

  void stop() {
    stopped = true;
  }

  int size() {
    return gauges.size();
  }

  /** What is shown of an application, by name and labels as in our text. */
  Map<String, Double> samples(String contextPath) {
    Map<String, Double> samples = new TreeMap<>();
    gauges.forEach(
        (id, gauge) -> {
          Map<String, String> labels = new TreeMap<>(id.getTags());
          if (contextPath.equals(labels.remove("application"))) {
            samples.put(id.getName() + text(labels), gauge.getValue().doubleValue());
          }
        });
    return samples;
  }

  private static String text(Map<String, String> labels) {
    return labels.isEmpty()
        ? ""
        : labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
            .collect(Collectors.joining(",", "{", "}"));
  }
}
