package com.bamotf.webhooks.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a JSON object by name and expected type, strictly. Every error names the
 * location in the body. Members are required unless a method says otherwise.
 */
record JsonFields(String path, JsonObject members) {

  private static final int MAX_IDENTIFIER_LENGTH = 255;

  /** Keeps a long text from becoming an expensive number. */
  private static final int MAX_TOLERANCE_LENGTH = 32;

  private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]*");

  private static final String IDENTIFIER =
      "a string of 1 to %s characters without control characters or unpaired surrogates"
          .formatted(MAX_IDENTIFIER_LENGTH);
  private static final String AMOUNT =
      "a whole number from 0 to %s, in digits, as a string or a JSON number"
          .formatted(Long.MAX_VALUE);
  private static final String COUNT =
      "a JSON number from 0 to %s, in digits".formatted(Integer.MAX_VALUE);
  private static final String TOLERANCE =
      "a number of at most %s characters, as a JSON number or a string"
          .formatted(MAX_TOLERANCE_LENGTH);
  private static final String INSTANT =
      "an ISO-8601 time with a time zone, such as 2023-11-14T22:13:20.000Z";

  static JsonFields of(@Nullable JsonValue value, String path) {
    if (value instanceof JsonObject members) {
      return new JsonFields(path, members);
    }
    throw refusal(path, value, "a JSON object");
  }

  JsonFields object(String name) {
    return of(members.get(name), JsonPath.member(path, name));
  }

  /** Null when absent or null. */
  @Nullable List<JsonFields> objects(String name) {
    JsonValue value = optional(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonArray items)) {
      throw refusal(name, "a list of objects");
    }
    String list = JsonPath.member(path, name);
    List<JsonFields> objects = new ArrayList<>(items.size());
    for (JsonValue item : items) {
      objects.add(of(item, JsonPath.item(list, objects.size())));
    }
    return objects;
  }

  /** Any value; {@link JsonValue#NULL} when absent. */
  JsonValue any(String name) {
    return members.getOrDefault(name, JsonValue.NULL);
  }

  /** Any string, even an empty one; null when absent or null. */
  @Nullable String text(String name) {
    JsonValue value = optional(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw refusal(name, "a string");
  }

  /** A string fit for a key column of every supported database. */
  String identifier(String name) {
    if (members.get(name) instanceof JsonString text && isIdentifier(text.getString())) {
      return text.getString();
    }
    throw refusal(name, IDENTIFIER);
  }

  /** Null when absent or null. */
  @Nullable String optionalIdentifier(String name) {
    return optional(name) == null ? null : identifier(name);
  }

  /** An identifier, or digits as a JSON number. */
  String identifierOrNumber(String name) {
    JsonValue value = members.get(name);
    if (value instanceof JsonNumber && DIGITS.matcher(value.toString()).matches()) {
      return value.toString();
    }
    if (value instanceof JsonString text && isIdentifier(text.getString())) {
      return text.getString();
    }
    throw refusal(name, IDENTIFIER + ", or a whole number");
  }

  /** An amount of money in plain digits. */
  long amount(String name) {
    long amount = digits(literal(members.get(name)));
    if (amount < 0) {
      throw refusal(name, AMOUNT);
    }
    return amount;
  }

  /** Empty when absent or null. */
  OptionalLong optionalAmount(String name) {
    return optional(name) == null ? OptionalLong.empty() : OptionalLong.of(amount(name));
  }

  int count(String name) {
    if (members.get(name) instanceof JsonNumber number) {
      long count = digits(number.toString());
      if (count >= 0 && count <= Integer.MAX_VALUE) {
        return (int) count;
      }
    }
    throw refusal(name, COUNT);
  }

  /** Zero when absent or null. The range is for {@code PaymentIntent} to check. */
  BigDecimal tolerance(String name) {
    JsonValue value = optional(name);
    if (value == null) {
      return BigDecimal.ZERO;
    }
    String literal = literal(value);
    try {
      if (literal.length() <= MAX_TOLERANCE_LENGTH) {
        return new BigDecimal(literal);
      }
    } catch (NumberFormatException e) {
      throw refusal(name, TOLERANCE);
    }
    throw refusal(name, TOLERANCE);
  }

  /** Null when absent or null. Years have four digits, since databases have limits. */
  @Nullable Instant instant(String name) {
    JsonValue value = optional(name);
    if (value == null) {
      return null;
    }
    try {
      if (value instanceof JsonString text && text.getString().matches("[0-9].*")) {
        return Instant.parse(text.getString());
      }
    } catch (DateTimeParseException e) {
      throw refusal(name, INSTANT);
    }
    throw refusal(name, INSTANT);
  }

  private @Nullable JsonValue optional(String name) {
    JsonValue value = any(name);
    return value == JsonValue.NULL ? null : value;
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty() && text.length() <= MAX_IDENTIFIER_LENGTH && Excerpt.isSafe(text);
  }

  /** The characters of a string or a number; empty for anything else. */
  private static String literal(@Nullable JsonValue value) {
    return value instanceof JsonString text
        ? text.getString()
        : value instanceof JsonNumber ? value.toString() : "";
  }

  /** The value of plain ASCII digits without leading zeros; -1 if they are not, or too large. */
  private static long digits(String text) {
    try {
      return DIGITS.matcher(text).matches() ? Long.parseLong(text) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private UnreadableEventException refusal(String name, String allowed) {
    return refusal(JsonPath.member(path, name), members.get(name), allowed);
  }

  private static UnreadableEventException refusal(
      String path, @Nullable JsonValue value, String allowed) {
    String found = value == null ? "missing" : describe(value);
    return new UnreadableEventException(path + " is " + found + "; it must be " + allowed);
  }

  private static String describe(JsonValue value) {
    return switch (value.getValueType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> Excerpt.quote(((JsonString) value).getString());
      case NUMBER -> "the number " + Excerpt.shorten(value.toString(), 40);
      case TRUE, FALSE, NULL -> value.getValueType().name().toLowerCase(Locale.ROOT);
    };
  }
}
