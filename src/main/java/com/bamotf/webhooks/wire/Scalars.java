package com.bamotf.webhooks.wire;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.wire.JsonNode.Numeral;
import com.bamotf.webhooks.wire.JsonNode.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads identifiers, numbers and times from the members of a JSON object, strictly. */
final class Scalars {

  private static final int MAX_IDENTIFIER_LENGTH = 255;

  /** More than any tolerance needs; an exponent could otherwise make the arithmetic hang. */
  private static final int MAX_TOLERANCE_LENGTH = 32;

  private static final String IDENTIFIER =
      "a string of 1 to "
          + MAX_IDENTIFIER_LENGTH
          + " characters, without control characters and unpaired surrogates";
  private static final String KEY = IDENTIFIER + ", or a whole number";
  private static final String AMOUNT =
      "a whole number from 0 to " + Long.MAX_VALUE + ", in digits, as a string or a JSON number";
  private static final String COUNT =
      "a JSON number from 0 to " + Integer.MAX_VALUE + ", in digits";
  private static final String TOLERANCE = "a number from 0 to 1, as a JSON number or a string";
  private static final String INSTANT =
      "a time in ISO-8601 with its zone, such as 2023-11-14T22:13:20.000Z";

  private Scalars() {}

  /** Fit for a key column of every supported database; PostgreSQL, for one, has no NUL in texts. */
  static String identifier(JsonFields fields, String name) {
    if (fields.get(name) instanceof Text text && isIdentifier(text.value())) {
      return text.value();
    }
    throw fields.refusal(name, IDENTIFIER);
  }

  static @Nullable String optionalIdentifier(JsonFields fields, String name) {
    return fields.optional(name) == null ? null : identifier(fields, name);
  }

  /** An identifier that a newer server may write as a JSON integer. */
  static String key(JsonFields fields, String name) {
    JsonNode node = fields.get(name);
    if (node instanceof Text text && isIdentifier(text.value())) {
      return text.value();
    }
    if (node instanceof Numeral number && Digits.areAll(number.literal())) {
      return number.literal();
    }
    throw fields.refusal(name, KEY);
  }

  /** An amount of money; anything but plain digits is refused, however whole its value may be. */
  static long amount(JsonFields fields, String name) {
    JsonNode node = fields.get(name);
    long amount =
        node instanceof Text text
            ? Digits.toLong(text.value())
            : node instanceof Numeral number ? Digits.toLong(number.literal()) : Digits.NONE;
    if (amount == Digits.NONE) {
      throw fields.refusal(name, AMOUNT);
    }
    return amount;
  }

  static OptionalLong optionalAmount(JsonFields fields, String name) {
    return fields.optional(name) == null
        ? OptionalLong.empty()
        : OptionalLong.of(amount(fields, name));
  }

  static int count(JsonFields fields, String name) {
    if (fields.get(name) instanceof Numeral number) {
      long count = Digits.toLong(number.literal());
      if (count != Digits.NONE && count <= Integer.MAX_VALUE) {
        return (int) count;
      }
    }
    throw fields.refusal(name, COUNT);
  }

  /** Zero when absent, which asks for the whole amount. */
  static BigDecimal tolerance(JsonFields fields, String name) {
    JsonNode node = fields.optional(name);
    if (node == null) {
      return BigDecimal.ZERO;
    }
    String literal =
        node instanceof Text text
            ? text.value()
            : node instanceof Numeral number ? number.literal() : "";
    if (literal.length() <= MAX_TOLERANCE_LENGTH) {
      try {
        BigDecimal tolerance = new BigDecimal(literal).stripTrailingZeros();
        if (tolerance.signum() >= 0
            && tolerance.compareTo(BigDecimal.ONE) <= 0
            && tolerance.scale() <= PaymentIntent.MAX_TOLERANCE_DECIMALS) {
          return tolerance;
        }
      } catch (NumberFormatException e) {
        throw fields.refusal(name, TOLERANCE);
      }
    }
    throw fields.refusal(name, TOLERANCE);
  }

  /** Null when absent. */
  static @Nullable Instant instant(JsonFields fields, String name) {
    JsonNode node = fields.optional(name);
    if (node == null) {
      return null;
    }
    Instant instant = node instanceof Text text ? Instants.parse(text.value()) : null;
    if (instant == null) {
      throw fields.refusal(name, INSTANT);
    }
    return instant;
  }

  private static boolean isIdentifier(String text) {
    if (text.isEmpty() || text.length() > MAX_IDENTIFIER_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Excerpt.isUnsafe(text, i)) {
        return false;
      }
    }
    return true;
  }
}
