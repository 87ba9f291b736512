package com.bamotf.webhooks.inbox;

import java.nio.charset.StandardCharsets;

/**
 * Makes text storable: PostgreSQL holds neither NUL nor half a surrogate pair, and an error's text
 * may have anything.
 */
final class DatabaseText {

  private static final String REPLACEMENT = "\uFFFD";

  private DatabaseText() {}

  /** The text without what no database holds, cut to at most {@code most} characters. */
  static String storable(String text, int most) {
    String cut = text.length() <= most ? text : text.substring(0, most);
    String encodable =
        StandardCharsets.UTF_8.newEncoder().canEncode(cut)
            ? cut
            : new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return encodable.replace("\0", REPLACEMENT);
  }
}
