package com.bamotf.webhooks.telemetry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Durations by fixed buckets, from a millisecond to a day. Thread-safe; takes no lock. */
final class Histogram {

  /** The upper bounds in seconds, inclusive; the last bucket has none. */
  private static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 600, 3600, 86400
  };

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongAdder[] buckets =
      IntStream.rangeClosed(0, BOUNDS.length)
          .mapToObj(i -> new LongAdder())
          .toArray(LongAdder[]::new);
  private final LongAdder nanos = new LongAdder();
  private volatile DoubleConsumer copy = seconds -> {};

  /** A negative duration, as after a clock was set back, counts as zero. */
  void observe(long duration) {
    long positive = Math.max(0, duration);
    double seconds = positive / NANOS_PER_SECOND;
    int bucket = 0;
    while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    nanos.add(positive);
    copy.accept(seconds);
  }

  /** Gives each further duration, in seconds, to another histogram as well. */
  void copyTo(DoubleConsumer other) {
    copy = other;
  }

  static List<Double> bounds() {
    return Arrays.stream(BOUNDS).boxed().toList();
  }

  /** How many durations are within each bound, by the label {@code le}. */
  Map<String, LongSupplier> within() {
    Map<String, LongSupplier> byBound = new LinkedHashMap<>();
    for (int i = 0; i < buckets.length; i++) {
      int last = i;
      byBound.put(le(i), () -> upTo(last));
    }
    return byBound;
  }

  private static String le(int bucket) {
    return bucket < BOUNDS.length ? Double.toString(BOUNDS[bucket]) : "+Inf";
  }

  long count() {
    return upTo(BOUNDS.length);
  }

  private long upTo(int last) {
    long count = 0;
    for (int i = 0; i <= last; i++) {
      count += buckets[i].sum();
    }
    return count;
  }

  double seconds() {
    return nanos.sum() / NANOS_PER_SECOND;
  }

  /**
   * Writes its samples.
   *
   * @param labels such as {@code event="other"}; empty for none
   */
  void write(OpenMetrics text, String name, String labels) {
    String before = labels.isEmpty() ? "" : labels + ",";
    long count = 0;
    for (int i = 0; i < buckets.length; i++) {
      count += buckets[i].sum();
      text.sample(name + "_bucket", before + "le=\"" + le(i) + "\"", count);
    }
    text.sample(name + "_count", labels, count);
    text.sample(name + "_sum", labels, seconds());
  }
}
