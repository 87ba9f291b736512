package com.bamotf.webhooks.telemetry;

/**
 * Writes metrics in the text format of OpenMetrics 1.0. A metric's samples follow its {@link
 * #metric} without another one between. Not thread-safe.
 */
public final class OpenMetrics {

  /** The content type. */
  public static final String CONTENT_TYPE =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  /**
   * Begins a metric.
   *
   * @param name of a counter without {@code _total}
   * @param type counter, gauge or histogram
   * @param help what it counts; without quotes, backslashes and line ends
   */
  public void metric(String name, String type, String help) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    if (name.endsWith("_seconds")) {
      text.append("# UNIT ").append(name).append(" seconds\n");
    }
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
  }

  /**
   * Adds a sample.
   *
   * @param labels such as {@code outcome="stored"}; empty for none
   */
  public void sample(String name, String labels, long value) {
    sample(name, labels, Long.toString(value));
  }

  /** Like {@link #sample(String, String, long)}. */
  public void sample(String name, String labels, double value) {
    sample(name, labels, Double.toString(value));
  }

  private void sample(String name, String labels, String value) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(value).append('\n');
  }

  /** The whole text. */
  public String end() {
    return text + "# EOF\n";
  }
}
