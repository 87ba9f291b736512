package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenMetrics text, read back by the rules of the specification that apply to what we write.
 *
 * @param samples by name and labels, such as {@code a_total{b="c"}}
 * @param types by the name of the metric
 */
public record Exposition(Map<String, Double> samples, Map<String, String> types) {

  private static final Pattern COMMENT = Pattern.compile("# (TYPE|UNIT|HELP) ([a-z_]+) (.+)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_]+)(\\{[a-z]+=\"[^\"\\\\]+\"(?:,[a-z]+=\"[^\"\\\\]+\")*})? (\\S+)");
  private static final Map<String, Set<String>> SUFFIXES =
      Map.of(
          "counter", Set.of("_total"),
          "gauge", Set.of(""),
          "histogram", Set.of("_bucket", "_count", "_sum"));

  public static Exposition of(Telemetry telemetry) {
    OpenMetrics text = new OpenMetrics();
    telemetry.write(text);
    return parse(text.end());
  }

  public static Exposition parse(String text) {
    assertThat(text).endsWith("\n# EOF\n");
    Exposition read = new Exposition(new LinkedHashMap<>(), new LinkedHashMap<>());
    Set<String> comments = new HashSet<>();
    String metric = "";
    for (String line : text.substring(0, text.length() - "# EOF\n".length()).split("\n", 0)) {
      Matcher comment = COMMENT.matcher(line);
      if (comment.matches()) {
        String name = comment.group(2);
        assertThat(comments.add(comment.group(1) + name)).as(line).isTrue();
        if (comment.group(1).equals("TYPE")) {
          metric = name;
          read.types.put(metric, comment.group(3));
        }
        assertThat(name).as(line).isEqualTo(metric);
        if (comment.group(1).equals("UNIT")) {
          assertThat(name).endsWith("_" + comment.group(3));
        }
      } else {
        read.add(line, metric);
      }
    }
    assertThat(comments).contains("HELP" + metric);
    read.types.keySet().forEach(name -> assertThat(comments).contains("HELP" + name));
    return read;
  }

  private void add(String line, String metric) {
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    String name = sample.group(1);
    assertThat(name).as(line).startsWith(metric);
    assertThat(SUFFIXES.get(types.get(metric))).contains(name.substring(metric.length()));
    String labels = sample.group(2) == null ? "" : sample.group(2);
    double value = Double.parseDouble(value(sample.group(3)));
    assertThat(samples.put(name + labels, value)).as(line).isNull();
  }

  private static String value(String text) {
    return text.equals("+Inf") ? "Infinity" : text;
  }

  /** The value of a sample, which must exist. */
  public double value(String name, String... labels) {
    StringBuilder key = new StringBuilder(name);
    for (int i = 0; i < labels.length; i += 2) {
      key.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"").append(labels[i + 1]);
      key.append('"');
    }
    String sample = key + (labels.length == 0 ? "" : "}");
    assertThat(samples).containsKey(sample);
    return samples.get(sample);
  }

  /** All samples that are not zero, without those of histograms but their counts. */
  public Map<String, Double> counted() {
    Map<String, Double> counted = new LinkedHashMap<>();
    samples.forEach(
        (sample, value) -> {
          if (value != 0 && !sample.contains("_bucket{") && !sample.matches(".*_sum(\\{.*)?")) {
            counted.put(sample, value);
          }
        });
    return counted;
  }

  /** The names of the samples without labels, as queries use them. */
  public Set<String> names() {
    Set<String> names = new HashSet<>();
    samples.keySet().forEach(sample -> names.add(sample.replaceFirst("\\{.*", "")));
    return names;
  }
}
