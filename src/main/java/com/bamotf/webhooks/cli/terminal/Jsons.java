package com.bamotf.webhooks.cli.terminal;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** JSON, made and read. */
public final class Jsons {

  /** Looked up once, which is slow. */
  public static final JsonProvider JSON = JsonProvider.provider();

  private static final int MAX_SHOWN = 500;

  private Jsons() {}

  public static JsonObjectBuilder object() {
    return JSON.createObjectBuilder();
  }

  /** A string; null becomes JSON's null. */
  public static JsonValue text(@Nullable Object text) {
    return text == null ? JsonValue.NULL : JSON.createValue(text.toString());
  }

  /** The member as text for a person; empty if it is null or missing. */
  public static String shown(JsonObject object, String name) {
    return shown(object.get(name));
  }

  /** A value as text for a person, on one line; empty if it is null. */
  public static String shown(@Nullable JsonValue value) {
    if (value == null || value == JsonValue.NULL) {
      return "";
    }
    String text = value instanceof JsonString string ? string.getString() : value.toString();
    return Text.oneLine(text, MAX_SHOWN);
  }

  /** A time without its fraction of a second; empty if it is null or missing. */
  public static String time(JsonObject object, String name) {
    String text = shown(object, name);
    try {
      return Instant.ofEpochSecond(Instant.parse(text).getEpochSecond()).toString();
    } catch (DateTimeException e) {
      return text;
    }
  }

  /** The whole member on one line, without control characters; empty if it is null or missing. */
  public static String line(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text
        ? Text.oneLine(text.getString(), Integer.MAX_VALUE)
        : "";
  }

  /** The other text if the first is empty. */
  public static String orElse(String text, String other) {
    return text.isEmpty() ? other : text;
  }
}
