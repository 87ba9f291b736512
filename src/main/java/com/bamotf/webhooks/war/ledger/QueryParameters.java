package com.bamotf.webhooks.war.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query parameters of one request. Unknown, repeated and invalid ones are refused. */
final class QueryParameters {

  private static final String STATUSES =
      Arrays.stream(PaymentStatus.values())
          .map(PaymentStatus::wireName)
          .collect(Collectors.joining(", "));

  private final Map<String, List<String>> values;

  /**
   * @throws InvalidParameterException if a parameter is unknown or repeated
   */
  QueryParameters(Map<String, List<String>> values, List<String> known) {
    this.values = values;
    values.forEach(
        (name, given) -> {
          if (!known.contains(name)) {
            throw InvalidParameterException.unknown(name, known);
          }
          if (given.size() > 1) {
            throw new InvalidParameterException(name, String.join(", ", given), "one value");
          }
        });
  }

  /** The value as the database can compare it; null if absent or empty. */
  @Nullable String text(String name) {
    List<String> given = values.get(name);
    if (given == null || given.isEmpty() || given.get(0).isEmpty()) {
      return null;
    }
    return Storable.clean(given.get(0));
  }

  @Nullable PaymentStatus status(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    return Arrays.stream(PaymentStatus.values())
        .filter(status -> status.wireName().equals(text))
        .findFirst()
        .orElseThrow(() -> new InvalidParameterException(name, text, "one of " + STATUSES));
  }

  /** An ISO-8601 time with an offset, or a date, which means its start in UTC. */
  @Nullable Instant instant(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidParameterException(
          name,
          text,
          "a date, or a time with its offset, such as 2026-11-24 or 2026-11-24T08:00:00Z");
    }
  }

  int integer(String name, int absent, int min, int max) {
    String text = text(name);
    if (text == null) {
      return absent;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, like numbers out of range.
    }
    throw new InvalidParameterException(
        name, text, "a whole number from %s to %s".formatted(min, max));
  }
}
