package com.bamotf.webhooks.wire;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;

/** Hands the merchant's metadata on as {@link JsonValue}, the type that Jakarta EE users know. */
final class MetadataReader {

  /** Beyond JavaScript's numbers; larger exponents make later conversions and databases fail. */
  private static final int MAX_EXPONENT = 1000;

  private final JsonProvider provider;

  MetadataReader(JsonProvider provider) {
    this.provider = provider;
  }

  /** {@link JsonValue#NULL} when absent. */
  JsonValue read(JsonFields fields, String name) {
    JsonNode node = fields.get(name);
    return node == null ? JsonValue.NULL : value(node, fields.path().member(name));
  }

  private JsonValue value(JsonNode node, JsonPath path) {
    if (node instanceof JsonNode.Members members) {
      return object(members, path);
    }
    if (node instanceof JsonNode.Items items) {
      return array(items, path);
    }
    if (node instanceof JsonNode.Text text) {
      return provider.createValue(text.value());
    }
    if (node instanceof JsonNode.Numeral number) {
      return number(number, path);
    }
    if (node == JsonNode.Word.NULL) {
      return JsonValue.NULL;
    }
    return node == JsonNode.Word.TRUE ? JsonValue.TRUE : JsonValue.FALSE;
  }

  private JsonValue object(JsonNode.Members members, JsonPath path) {
    JsonObjectBuilder builder = provider.createObjectBuilder();
    members.byName().forEach((name, node) -> builder.add(name, value(node, path.member(name))));
    return builder.build();
  }

  private JsonValue array(JsonNode.Items items, JsonPath path) {
    JsonArrayBuilder builder = provider.createArrayBuilder();
    for (int i = 0; i < items.inOrder().size(); i++) {
      builder.add(value(items.inOrder().get(i), path.item(i)));
    }
    return builder.build();
  }

  private JsonNumber number(JsonNode.Numeral node, JsonPath path) {
    try {
      BigDecimal value = new BigDecimal(node.literal());
      if (Math.abs((long) value.scale()) <= MAX_EXPONENT) {
        return provider.createValue(value);
      }
    } catch (NumberFormatException e) {
      // An exponent beyond what BigDecimal can hold is beyond ours as well.
    }
    throw new UnreadableEventException(
        path
            + " is "
            + node.describe()
            + "; its exponent must be from -"
            + MAX_EXPONENT
            + " to "
            + MAX_EXPONENT);
  }
}
