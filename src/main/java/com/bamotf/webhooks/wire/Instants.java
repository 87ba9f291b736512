package com.bamotf.webhooks.wire;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads times in ISO-8601 with a zone. */
final class Instants {

  private Instants() {}

  /**
   * Null if it is no such time. Years have four digits, since databases have limits of their own.
   */
  static @Nullable Instant parse(String text) {
    if (text.startsWith("-") || text.startsWith("+")) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
