package com.bamotf.webhooks.wire;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/**
 * Builds one JSON value from a streaming parser, within limits.
 *
 * <p>{@code JsonReader} is not strict enough: depending on the server's version (Parsson 1.0.0 to
 * 1.1.7) it keeps the last of two equal keys, ignores what follows the object, overflows the stack
 * or computes for seconds.
 */
final class JsonTreeReader {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER_LENGTH = 128;

  /** JavaScript ends at 308; converting larger ones to digits exhausts memory. */
  private static final int MAX_EXPONENT = 1000;

  /** Bounds memory: a value of two bytes takes up to 160 times as many once it is read. */
  private static final int MAX_VALUES = 50_000;

  private static final int MAX_TRANSACTIONS = 5_000;

  /** In a webhook, and in an answer of bamotf's REST API. */
  private static final Set<String> TRANSACTIONS =
      Set.of("data.paymentIntent.transactions", "transactions");

  private final JsonProvider provider;
  private final JsonParser parser;
  private int values;

  JsonTreeReader(JsonProvider provider, JsonParser parser) {
    this.provider = provider;
    this.parser = parser;
  }

  /** Reads the next value, and nothing after it. */
  JsonValue read() {
    return value(parser.next(), JsonPath.ROOT, 0);
  }

  private JsonValue value(Event event, String path, int depth) {
    if (++values > MAX_VALUES) {
      throw new UnreadableEventException("The body has more than " + MAX_VALUES + " values");
    }
    return switch (event) {
      case START_OBJECT -> object(path, deeper(depth));
      case START_ARRAY -> array(path, deeper(depth));
      case VALUE_STRING -> provider.createValue(parser.getString());
      case VALUE_NUMBER -> number(path);
      case VALUE_TRUE -> JsonValue.TRUE;
      case VALUE_FALSE -> JsonValue.FALSE;
      case VALUE_NULL -> JsonValue.NULL;
      default -> throw new IllegalStateException("The JSON parser reports " + event);
    };
  }

  private JsonValue object(String path, int depth) {
    JsonObjectBuilder object = provider.createObjectBuilder();
    Set<String> names = new HashSet<>();
    while (parser.next() != Event.END_OBJECT) {
      String name = parser.getString();
      if (!names.add(name)) {
        throw new UnreadableEventException(path + " has the key " + Excerpt.quote(name) + " twice");
      }
      object.add(name, value(parser.next(), JsonPath.member(path, name), depth));
    }
    return object.build();
  }

  private JsonValue array(String path, int depth) {
    JsonArrayBuilder array = provider.createArrayBuilder();
    int size = 0;
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      if (size == MAX_TRANSACTIONS && TRANSACTIONS.contains(path)) {
        throw new UnreadableEventException(
            path + " has more than " + MAX_TRANSACTIONS + " elements");
      }
      array.add(value(event, JsonPath.item(path, size++), depth));
    }
    return array.build();
  }

  private JsonValue number(String path) {
    String literal = parser.getString();
    if (literal.length() > MAX_NUMBER_LENGTH) {
      throw new UnreadableEventException(
          "%s is a number of %s characters; the maximum is %s"
              .formatted(path, literal.length(), MAX_NUMBER_LENGTH));
    }
    try {
      BigDecimal value = new BigDecimal(literal);
      if (Math.abs((long) value.scale()) <= MAX_EXPONENT) {
        // 1e0 and -0 must not pass for the digits of an amount: they become 1.0 and 0.0.
        boolean digits = value.scale() != 0 || value.toString().equals(literal);
        return provider.createValue(digits ? value : value.setScale(1));
      }
    } catch (NumberFormatException e) {
      // The exponent is too large even for BigDecimal.
    }
    throw new UnreadableEventException(
        "%s is the number %s; its exponent must be from -%s to %3$s"
            .formatted(path, Excerpt.shorten(literal, 40), MAX_EXPONENT));
  }

  private static int deeper(int depth) {
    if (depth == MAX_DEPTH) {
      throw new UnreadableEventException(
          "The body nests objects and lists more than " + MAX_DEPTH + " levels deep");
    }
    return depth + 1;
  }
}
