package com.bamotf.webhooks.war.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time for a column {@code timestamp with time zone}. Entities hold it as {@code OffsetDateTime},
 * because JPA 3.1 knows no {@code Instant}: EclipseLink would serialize it into bytes, and its
 * converters do not work inside of embeddables.
 *
 * <p>A time outside the years 1 to 9999 becomes the nearest one inside: the databases differ in
 * what they take beyond, and a payment must not fail for a strange date.
 */
final class StorableTime {

  static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private StorableTime() {}

  /** In UTC; null for null. */
  static @Nullable OffsetDateTime of(@Nullable Instant time) {
    return time == null ? null : clamp(time);
  }

  static OffsetDateTime clamp(Instant time) {
    Instant stored = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    return stored.atOffset(ZoneOffset.UTC);
  }

  /** The moment, without the offset that the JPA provider happened to choose; null for null. */
  static @Nullable Instant instant(@Nullable OffsetDateTime stored) {
    return stored == null ? null : stored.toInstant();
  }
}
