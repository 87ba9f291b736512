package com.bamotf.webhooks.wire;

/** Numbers written as plain ASCII digits: no sign, point, exponent, space or leading zero. */
final class Digits {

  /** Stands for a text that is no such number, or one above 2<sup>63</sup>-1. */
  static final long NONE = -1;

  private static final int MAX_LENGTH = 19;

  private Digits() {}

  static long toLong(String text) {
    if (text.length() > MAX_LENGTH || !areAll(text)) {
      return NONE;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      value = value * 10 + (text.charAt(i) - '0');
    }
    // 19 digits are below 2^64, so that a value above 2^63-1 shows as a negative one.
    return value < 0 ? NONE : value;
  }

  static boolean areAll(String text) {
    if (text.isEmpty() || (text.length() > 1 && text.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
