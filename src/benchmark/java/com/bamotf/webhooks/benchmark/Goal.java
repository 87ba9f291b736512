package com.bamotf.webhooks.benchmark;

import java.util.function.DoublePredicate;

/** What a median should be. A goal that is missed is shown and fails nothing. */
public record Goal(String text, DoublePredicate isMetBy) {

  /** For a figure that only explains others. */
  public static final Goal NONE = new Goal("", median -> true);

  public static Goal atLeast(double limit) {
    return new Goal("≥ " + plain(limit), median -> median >= limit);
  }

  public static Goal atMost(double limit) {
    return new Goal("≤ " + plain(limit), median -> median <= limit);
  }

  String verdict(double median) {
    return text.isEmpty() ? "" : isMetBy.test(median) ? "met" : "**missed**";
  }

  private static String plain(double limit) {
    return limit == Math.rint(limit) ? String.valueOf((long) limit) : String.valueOf(limit);
  }
}
