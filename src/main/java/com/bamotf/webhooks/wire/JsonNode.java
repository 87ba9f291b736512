package com.bamotf.webhooks.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A parsed JSON value that still knows how its numbers were written: {@code jakarta.json} turns
 * {@code 1e3} and {@code 1000} into the same number, yet only one of them may be an amount.
 */
sealed interface JsonNode {

  /** For an error message: what this is, shortened. */
  String describe();

  record Members(Map<String, JsonNode> byName) implements JsonNode {
    @Override
    public String describe() {
      return "an object";
    }
  }

  record Items(List<JsonNode> inOrder) implements JsonNode {
    @Override
    public String describe() {
      return "a list";
    }
  }

  record Text(String value) implements JsonNode {
    @Override
    public String describe() {
      return Excerpt.quote(value);
    }
  }

  /** The literal has at most {@link JsonTreeReader#MAX_NUMBER_LENGTH} characters. */
  record Numeral(String literal) implements JsonNode {
    @Override
    public String describe() {
      return "the number " + Excerpt.shorten(literal, 40);
    }
  }

  enum Word implements JsonNode {
    TRUE,
    FALSE,
    NULL;

    @Override
    public String describe() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
