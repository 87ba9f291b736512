package com.bamotf.webhooks.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One quantity, measured once in each round. */
public record Samples(List<Double> values) {

  public Samples {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured");
    }
    values = List.copyOf(values);
  }

  public static Samples of(double... values) {
    return new Samples(Arrays.stream(values).boxed().toList());
  }

  /** Round by round, so that what disturbed both sides of a round cancels out. */
  public Samples per(Samples other) {
    if (values.size() != other.values.size()) {
      throw new IllegalArgumentException(
          "%d rounds cannot be compared with %d".formatted(values.size(), other.values.size()));
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / other.values.get(i));
    }
    return new Samples(ratios);
  }

  public double median() {
    return quantile(0.5);
  }

  /**
   * The value below which this part of the samples lies, interpolated.
   *
   * @param part from 0 to 1
   */
  public double quantile(double part) {
    List<Double> sorted = values.stream().sorted().toList();
    double place = part * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  String medianText() {
    return text(median());
  }

  /** The least and the greatest; empty for a single measurement. */
  String spreadText() {
    return values.size() == 1 ? "" : text(quantile(0)) + " – " + text(quantile(1));
  }

  private static String text(double value) {
    String format = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value).replace(',', ' ');
  }
}
