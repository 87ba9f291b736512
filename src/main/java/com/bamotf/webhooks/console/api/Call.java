package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.console.access.Caller;
import com.bamotf.webhooks.console.access.Role;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to the API, and what its handler may want to know. */
final class Call {

  private static final int SMALL = 64 * 1024;

  private final HttpServletRequest request;
  private final Caller caller;
  private final Map<String, String> path;
  private final RequestBodies bodies;

  Call(HttpServletRequest request, Caller caller, Map<String, String> path, RequestBodies bodies) {
    this.request = request;
    this.caller = caller;
    this.path = path;
    this.bodies = bodies;
  }

  HttpServletRequest request() {
    return request;
  }

  Caller caller() {
    return caller;
  }

  /** A part of the path, by its name in the route. */
  String path(String name) {
    return path.getOrDefault(name, "");
  }

  /** The id of an entry in the path. */
  long id() {
    try {
      return Long.parseLong(path("id"));
    } catch (NumberFormatException e) {
      throw Problem.of(404, "There is no entry " + path("id"));
    }
  }

  /** A parameter of the query; null if it is missing or empty. */
  @Nullable String query(String name) {
    String value = request.getParameter(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  JsonObject json() {
    return json(SMALL);
  }

  JsonObject json(int maxBytes) {
    return bodies.read(request, caller.may(Role.VIEWER), maxBytes);
  }

  /** A misspelt field must not be taken for one that is left out. */
  static void allowOnly(JsonObject json, String... names) {
    for (String name : json.keySet()) {
      if (!List.of(names).contains(name)) {
        throw Problem.of(
            400, "Unknown field \"%s\"; use %s".formatted(name, String.join(", ", names)));
      }
    }
  }

  /** Null if the field is missing, null or empty. */
  static @Nullable String text(JsonObject json, String name) {
    JsonValue value = json.get(name);
    if (value == null || value == JsonValue.NULL) {
      return null;
    }
    if (value instanceof JsonString string) {
      return string.getString().isEmpty() ? null : string.getString();
    }
    throw Problem.of(400, "\"" + name + "\" must be a string");
  }

  /** Like {@link #text(JsonObject, String)}, of a limited length. */
  static @Nullable String text(JsonObject json, String name, int maxLength) {
    String text = text(json, name);
    if (text != null && text.length() > maxLength) {
      throw Problem.of(400, "\"" + name + "\" has more than " + maxLength + " characters");
    }
    return text;
  }

  /** False if the field is missing or null. */
  static boolean flag(JsonObject json, String name) {
    JsonValue value = json.getOrDefault(name, JsonValue.NULL);
    return switch (value.getValueType()) {
      case TRUE -> true;
      case FALSE, NULL -> false;
      default -> throw Problem.of(400, "\"" + name + "\" must be true or false");
    };
  }

  /** Null if the field is missing or null. */
  static @Nullable Long number(JsonObject json, String name) {
    JsonValue value = json.getOrDefault(name, JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return null;
    }
    try {
      if (value instanceof JsonNumber number) {
        return number.longValueExact();
      }
    } catch (ArithmeticException e) {
      // as below
    }
    throw Problem.of(400, "\"" + name + "\" must be a whole number");
  }

  /** Null if the field is missing or null. */
  static @Nullable JsonObject object(JsonObject json, String name) {
    JsonValue value = json.getOrDefault(name, JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return null;
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw Problem.of(400, "\"" + name + "\" must be an object");
  }
}
