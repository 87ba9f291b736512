package com.bamotf.webhooks.wire;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the tree of one JSON text from a streaming parser.
 *
 * <p>The object API of {@code jakarta.json} is not used, since what it does with the same text
 * depends on the version that the server has (seen with Parsson 1.0.0 to 1.1.7): it takes the last
 * of two equal keys, ignores what stands behind the object, and overflows the stack or computes for
 * seconds on input made for that.
 */
final class JsonTreeReader {

  /** Deeper than any real metadata, and harmless for the stack. */
  static final int MAX_DEPTH = 64;

  /** JavaScript, in which bamotf is written, never prints a number with more than 25 characters. */
  static final int MAX_NUMBER_LENGTH = 128;

  /**
   * Objects, lists, texts, numbers and words of one text. A value can be written in two bytes and
   * then takes up to 160 times as many in memory. A real event has about 30 values, and 8 more for
   * each transaction.
   */
  static final int MAX_VALUES = 50_000;

  private final JsonParser parser;
  private int values;

  JsonTreeReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads the value that comes next, and nothing behind it. */
  JsonNode read() {
    return value(parser.next(), JsonPath.ROOT, 0);
  }

  private JsonNode value(Event event, JsonPath path, int depth) {
    if (++values > MAX_VALUES) {
      throw new UnreadableEventException(
          "The body has more than " + MAX_VALUES + " values; so many are not read");
    }
    if (event == Event.VALUE_STRING) {
      return new JsonNode.Text(parser.getString());
    }
    if (event == Event.VALUE_NUMBER) {
      return number(path);
    }
    if (event == Event.START_OBJECT) {
      return members(path, deeper(depth));
    }
    if (event == Event.START_ARRAY) {
      return items(path, deeper(depth));
    }
    if (event == Event.VALUE_NULL) {
      return JsonNode.Word.NULL;
    }
    if (event == Event.VALUE_TRUE) {
      return JsonNode.Word.TRUE;
    }
    if (event == Event.VALUE_FALSE) {
      return JsonNode.Word.FALSE;
    }
    throw new IllegalStateException("The JSON parser reports " + event + " for a value");
  }

  private JsonNode members(JsonPath path, int depth) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    while (parser.next() != Event.END_OBJECT) {
      String name = parser.getString();
      JsonNode value = value(parser.next(), path.member(name), depth);
      if (byName.put(name, value) != null) {
        throw new UnreadableEventException(
            path + " has the key " + Excerpt.quote(name) + " twice; each key may stand once");
      }
    }
    return new JsonNode.Members(byName);
  }

  private JsonNode items(JsonPath path, int depth) {
    int most = PaymentIntentReader.mostItems(path);
    List<JsonNode> inOrder = new ArrayList<>();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      if (inOrder.size() == most) {
        throw new UnreadableEventException(
            path + " has more than " + most + " elements; so many are not read");
      }
      inOrder.add(value(event, path.item(inOrder.size()), depth));
    }
    return new JsonNode.Items(inOrder);
  }

  private JsonNode number(JsonPath path) {
    String literal = parser.getString();
    if (literal.length() > MAX_NUMBER_LENGTH) {
      throw new UnreadableEventException(
          path
              + (" is a number of " + literal.length() + " characters; it may have at most ")
              + MAX_NUMBER_LENGTH);
    }
    return new JsonNode.Numeral(literal);
  }

  private static int deeper(int depth) {
    if (depth == MAX_DEPTH) {
      throw new UnreadableEventException(
          "The body nests objects and lists more than " + MAX_DEPTH + " levels deep");
    }
    return depth + 1;
  }
}
