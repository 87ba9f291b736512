package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramTest {

  private static final String HEAD = "# TYPE a_seconds histogram\n# HELP a_seconds b\n";

  private final Histogram histogram = new Histogram();

  /** The first bucket that counts it; the one before does not. */
  @ParameterizedTest
  @CsvSource({
    "PT-1S, 0.001",
    "PT0S, 0.001",
    "PT0.001S, 0.001",
    "PT0.001000001S, 0.0025",
    "PT0.003S, 0.005",
    "PT1S, 1.0",
    "PT1.1S, 2.5",
    "PT1H, 3600.0",
    "PT24H, 86400.0",
    "PT24H0.000000001S, +Inf",
    "P400D, +Inf"
  })
  void countsADurationInItsBucketAndAllAbove(Duration duration, String first) {
    histogram.observe(duration.toNanos());
    Exposition text = text();
    List<String> counting = new ArrayList<>();
    text.samples()
        .forEach(
            (sample, value) -> {
              if (sample.startsWith("a_seconds_bucket") && value == 1) {
                counting.add(sample);
              }
            });
    assertThat(counting.get(0)).isEqualTo("a_seconds_bucket{le=\"" + first + "\"}");
    assertThat(counting).endsWith("a_seconds_bucket{le=\"+Inf\"}");
    assertThat(text.value("a_seconds_count")).isEqualTo(1);
    assertThat(histogram.count()).isEqualTo(1);
  }

  @Test
  void addsUp() {
    histogram.observe(Duration.ofMillis(1500).toNanos());
    histogram.observe(Duration.ofMillis(2000).toNanos());
    histogram.observe(-5);
    Exposition text = text();
    assertThat(text.value("a_seconds_sum")).isEqualTo(3.5);
    assertThat(text.value("a_seconds_bucket", "le", "1.0")).isEqualTo(1);
    assertThat(text.value("a_seconds_bucket", "le", "2.5")).isEqualTo(3);
    assertThat(text.value("a_seconds_count")).isEqualTo(3);
  }

  @Test
  void hasLabelsBeforeTheBound() {
    OpenMetrics text = new OpenMetrics();
    histogram.write(text, "a_seconds", "event=\"other\"");
    Exposition read = Exposition.parse(HEAD + text.end());
    assertThat(read.value("a_seconds_bucket", "event", "other", "le", "+Inf")).isZero();
    assertThat(read.value("a_seconds_sum", "event", "other")).isZero();
  }

  private Exposition text() {
    OpenMetrics text = new OpenMetrics();
    histogram.write(text, "a_seconds", "");
    return Exposition.parse(HEAD + text.end());
  }
}
