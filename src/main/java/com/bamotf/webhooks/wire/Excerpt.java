package com.bamotf.webhooks.wire;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes text from outside safe to print, store and log. */
final class Excerpt {

  private static final int MAX_LENGTH = 40;

  /** A control character, or half of a surrogate pair. */
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

  private Excerpt() {}

  /** In quotation marks, shortened to 40 characters, with unsafe characters escaped. */
  static String quote(String text) {
    String escaped = shorten(text, MAX_LENGTH).replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + UNSAFE.matcher(escaped).replaceAll(Excerpt::escape) + '"';
  }

  private static String escape(MatchResult unsafe) {
    return Matcher.quoteReplacement("\\u%04x".formatted((int) unsafe.group().charAt(0)));
  }

  /** At most {@code maxLength} characters including an ellipsis; never splits a surrogate pair. */
  static String shorten(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    int end = maxLength - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + '…';
  }

  static boolean isSafe(String text) {
    return !UNSAFE.matcher(text).find();
  }
}
