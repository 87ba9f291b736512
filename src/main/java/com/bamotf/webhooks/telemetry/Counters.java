package com.bamotf.webhooks.telemetry;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** A counter for each value of a label, all from zero. Thread-safe; counting takes no lock. */
final class Counters<E extends Enum<E>> {

  private final Map<E, LongAdder> counts;

  Counters(Class<E> label) {
    counts = new EnumMap<>(label);
    for (E value : label.getEnumConstants()) {
      counts.put(value, new LongAdder());
    }
  }

  void increment(E value) {
    LongAdder count = counts.get(value);
    if (count != null) {
      count.increment();
    }
  }

  /** By the label's value, which is the constant's name in lower case. */
  Map<String, Long> values() {
    Map<String, Long> values = new TreeMap<>();
    counts.forEach(
        (value, count) -> values.put(value.name().toLowerCase(Locale.ROOT), count.sum()));
    return values;
  }
}
