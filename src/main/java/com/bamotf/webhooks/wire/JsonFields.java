package com.bamotf.webhooks.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, read by name and expected type. Knows its place in the body, so
 * that every error names it.
 */
record JsonFields(JsonPath path, Map<String, JsonNode> members) {

  /** Refuses a node that is absent or no object. */
  static JsonFields of(@Nullable JsonNode node, JsonPath path) {
    if (node instanceof JsonNode.Members members) {
      return new JsonFields(path, members.byName());
    }
    throw refusal(path, node, "one JSON object");
  }

  JsonFields object(String name) {
    return of(members.get(name), path.member(name));
  }

  /** Null when absent or null. */
  @Nullable List<JsonFields> objects(String name) {
    JsonNode node = optional(name);
    if (node == null) {
      return null;
    }
    if (!(node instanceof JsonNode.Items items)) {
      throw refusal(name, "a list of objects");
    }
    JsonPath list = path.member(name);
    List<JsonFields> objects = new ArrayList<>(items.inOrder().size());
    for (JsonNode item : items.inOrder()) {
      objects.add(of(item, list.item(objects.size())));
    }
    return objects;
  }

  /** Any string, also an empty one; null when absent or null. */
  @Nullable String text(String name) {
    JsonNode node = optional(name);
    if (node == null) {
      return null;
    }
    if (node instanceof JsonNode.Text text) {
      return text.value();
    }
    throw refusal(name, "a string");
  }

  /** Null when absent; {@link JsonNode.Word#NULL} stays what it is. */
  @Nullable JsonNode get(String name) {
    return members.get(name);
  }

  /** Null when absent or null. */
  @Nullable JsonNode optional(String name) {
    JsonNode node = members.get(name);
    return node == JsonNode.Word.NULL ? null : node;
  }

  /** For the caller to throw: a member is missing or not as it must be. */
  UnreadableEventException refusal(String name, String allowed) {
    return refusal(path.member(name), members.get(name), allowed);
  }

  private static UnreadableEventException refusal(
      JsonPath path, @Nullable JsonNode node, String allowed) {
    String found = node == null ? "missing" : node.describe();
    return new UnreadableEventException(path + " is " + found + "; it must be " + allowed);
  }
}
