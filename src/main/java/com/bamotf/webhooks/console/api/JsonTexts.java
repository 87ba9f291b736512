package com.bamotf.webhooks.console.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** Builds the API's JSON with JSON-P, which is the same on every server. */
final class JsonTexts {

  /** Looked up once, since each look-up searches the class path. */
  static final JsonProvider JSON = JsonProvider.provider();

  private JsonTexts() {}

  static JsonObjectBuilder object() {
    return JSON.createObjectBuilder();
  }

  /** A string, or JSON's null. */
  static JsonValue text(@Nullable Object value) {
    return value == null ? JsonValue.NULL : JSON.createValue(value.toString());
  }

  /** Collects objects into an array. */
  static Collector<JsonObjectBuilder, JsonArrayBuilder, JsonArrayBuilder> toArray() {
    return Collector.of(JSON::createArrayBuilder, JsonArrayBuilder::add, JsonArrayBuilder::addAll);
  }
}
