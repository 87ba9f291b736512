package com.bamotf.webhooks.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.NoSuchElementException;

/** Finds what the user probably meant to type. */
final class Nearest {

  private Nearest() {}

  /**
   * The candidate that begins so, or the one with the fewest letters to insert, delete or replace.
   *
   * @param candidates at least one
   */
  static String to(String typed, Collection<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt(each -> each.startsWith(typed) ? 0 : distance(typed, each)))
        .orElseThrow(NoSuchElementException::new);
  }

  /** The Levenshtein distance. */
  static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[b.length()];
  }
}
