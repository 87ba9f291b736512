package com.bamotf.webhooks.sender;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Builds JSON text as JavaScript's {@code JSON.stringify} writes it: compact, in call order. */
final class JsonText {

  private final StringBuilder text = new StringBuilder(1024);

  /** The closing brackets of what is open, innermost first. */
  private final Deque<Character> open = new ArrayDeque<>();

  /** Opens the outermost object, or an array's only element. */
  JsonText object() {
    return open('{', '}');
  }

  JsonText object(String name) {
    name(name);
    return open('{', '}');
  }

  void array(String name) {
    name(name);
    open('[', ']');
  }

  /** Closes what was opened last. */
  JsonText end() {
    text.append(open.pop().charValue());
    return this;
  }

  JsonText field(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      text.append("null");
    } else {
      quote(value);
    }
    return this;
  }

  /** A field whose value is JSON already. */
  JsonText raw(String name, String json) {
    name(name);
    text.append(json);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private JsonText open(char opening, char closing) {
    text.append(opening);
    open.push(closing);
    return this;
  }

  private void name(String name) {
    separate();
    quote(name);
    text.append(':');
  }

  /** Names stand in objects only, so that something is open and written already. */
  private void separate() {
    if (text.charAt(text.length() - 1) != '{') {
      text.append(',');
    }
  }

  private void quote(String value) {
    text.append('"');
    value.codePoints().forEach(this::character);
    text.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        // UTF-8 cannot carry a lone surrogate: encoding it would silently change the text.
        if (c < ' ' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
          text.append(String.format("\\u%04x", c));
        } else {
          text.appendCodePoint(c);
        }
      }
    }
  }
}
