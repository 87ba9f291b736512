package com.bamotf.webhooks.war.ledger;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Adapts what the databases cannot store, so that no payment fails because of it. Null stays null.
 */
final class Storable {

  static final Instant MIN_TIME = Instant.parse("0001-01-01T00:00:00Z");
  static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59Z");

  private static final int REPLACEMENT_CHARACTER = 0xFFFD;

  private Storable() {}

  /**
   * The text, with U+FFFD in place of NUL and lone surrogates, which PostgreSQL refuses. Its length
   * is not limited.
   */
  static @Nullable String text(@Nullable String text) {
    return text == null ? null : clean(text);
  }

  /** The value as JSON text; null for JSON's null. */
  static @Nullable String text(JsonValue value) {
    return value.getValueType() == JsonValue.ValueType.NULL ? null : clean(value.toString());
  }

  static String clean(String text) {
    return text.codePoints()
        .map(point -> isStorable(point) ? point : REPLACEMENT_CHARACTER)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isStorable(int point) {
    return point != 0 && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  /**
   * The time in UTC, moved into the years 1 to 9999, since the databases differ beyond these.
   * Entities hold {@code OffsetDateTime} because JPA 3.1 does not support {@code Instant}.
   */
  static @Nullable OffsetDateTime time(@Nullable Instant time) {
    return time == null ? null : clamp(time);
  }

  static OffsetDateTime clamp(Instant time) {
    Instant stored = time.isBefore(MIN_TIME) ? MIN_TIME : time.isAfter(MAX_TIME) ? MAX_TIME : time;
    return stored.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(@Nullable OffsetDateTime stored) {
    return stored == null ? null : stored.toInstant();
  }
}
