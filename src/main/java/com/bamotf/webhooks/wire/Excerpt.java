package com.bamotf.webhooks.wire;

/** Shows a piece of a message from outside in a way that is safe to print, store and log. */
final class Excerpt {

  private static final int MAX_LENGTH = 40;

  private Excerpt() {}

  /** In quotation marks, shortened to 40 characters, without control characters. */
  static String quote(String text) {
    String shown = shorten(text, MAX_LENGTH);
    StringBuilder quoted = new StringBuilder(shown.length() + 2).append('"');
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (isUnsafe(shown, i)) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** At most so many characters, an ellipsis included; a surrogate pair is not cut in two. */
  static String shorten(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    int end = maxLength - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + '…';
  }

  /** Whether the character at an index is a control character or half of a surrogate pair. */
  static boolean isUnsafe(String text, int index) {
    char c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
    }
    return Character.isISOControl(c);
  }
}
