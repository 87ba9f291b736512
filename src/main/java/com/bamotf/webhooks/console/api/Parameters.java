package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.EntryStatus;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filter of entries and the parameters of pages. An unknown parameter is refused: if it
 * were ignored, a misspelt one would select everything.
 */
final class Parameters {

  static final int MAX_LIMIT = 200;

  private static final int DEFAULT_LIMIT = 50;
  private static final Set<String> PAGING = Set.of("limit", "after");
  private static final List<String> FILTER =
      List.of("status", "event", "mode", "intent", "source", "q", "from", "to", "minAttempts");

  private Parameters() {}

  /** The filter in a query. */
  static EntrySelection filter(Map<String, String[]> query) {
    Map<String, String> given = new TreeMap<>();
    query.forEach(
        (name, values) -> {
          if (!PAGING.contains(name)) {
            given.put(name, values[0]);
          }
        });
    return selection(given);
  }

  /** The filter in a request's body. */
  static EntrySelection filter(JsonObject json) {
    Map<String, String> given = new TreeMap<>();
    json.forEach((name, value) -> given.put(name, text(name, value)));
    return selection(given);
  }

  private static String text(String name, JsonValue value) {
    if (value instanceof JsonString string) {
      return string.getString();
    }
    if (value instanceof JsonNumber || value == JsonValue.NULL) {
      return value == JsonValue.NULL ? "" : value.toString();
    }
    throw Problem.of(400, "\"" + name + "\" must be a string or a number");
  }

  private static EntrySelection selection(Map<String, String> given) {
    for (String name : given.keySet()) {
      if (!FILTER.contains(name)) {
        throw Problem.of(
            400, "Unknown parameter \"%s\"; use %s".formatted(name, String.join(", ", FILTER)));
      }
    }
    given.values().removeIf(String::isBlank);
    given.replaceAll((name, value) -> value.strip());
    try {
      return new EntrySelection(
          statuses(given.get("status")),
          given.get("intent"),
          given.get("event"),
          given.get("mode"),
          one(Source.class, "source", given.get("source")),
          given.get("q"),
          time("from", given.get("from")).orElse(null),
          time("to", given.get("to")).orElse(null),
          number("minAttempts", given.getOrDefault("minAttempts", "0"), 0, Integer.MAX_VALUE));
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, String.valueOf(e.getMessage()));
    }
  }

  private static Set<EntryStatus> statuses(@Nullable String text) {
    EnumSet<EntryStatus> statuses = EnumSet.noneOf(EntryStatus.class);
    for (String name : text == null ? new String[0] : text.split(",")) {
      EntryStatus status = one(EntryStatus.class, "status", name.strip());
      if (status != null) {
        statuses.add(status);
      }
    }
    return statuses.isEmpty() ? EnumSet.allOf(EntryStatus.class) : statuses;
  }

  /** Null if the name is null or empty. */
  static <E extends Enum<E>> @Nullable E one(
      Class<E> type, String parameter, @Nullable String name) {
    if (name == null || name.isEmpty()) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                    400,
                    "\"%s\" is not a %s; use one of %s"
                        .formatted(name, parameter, Arrays.toString(type.getEnumConstants()))));
  }

  /** The maximum number of things on a page. */
  static int limit(Call call) {
    String text = call.query("limit");
    return text == null ? DEFAULT_LIMIT : number("limit", text, 1, MAX_LIMIT);
  }

  /** The id before which a page starts. */
  static long after(Call call) {
    String text = call.query("after");
    return text == null ? Long.MAX_VALUE : id("after", text);
  }

  static long id(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.of(400, "\"%s\" is \"%s\", which is not an id".formatted(name, text));
    }
  }

  /** Empty if the text is null. */
  static Optional<Instant> time(String name, @Nullable String text) {
    try {
      return Optional.ofNullable(text).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeException e) {
      throw Problem.of(
          400, "\"%s\" is \"%s\"; use a time such as 2026-11-24T00:00:00Z".formatted(name, text));
    }
  }

  private static int number(String name, String text, int min, int max) {
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // as below
    }
    throw Problem.of(
        400, "\"%s\" is \"%s\"; use a number from %s to %s".formatted(name, text, min, max));
  }
}
