package com.bamotf.webhooks.wire;

/**
 * Names locations in a body for error messages, such as {@code data.paymentIntent.metadata.a[1]}.
 */
final class JsonPath {

  static final String ROOT = "The body";

  private JsonPath() {}

  static String member(String path, String name) {
    String shown = name.matches("[A-Za-z0-9]{1,40}") ? name : Excerpt.quote(name);
    return path.equals(ROOT) ? shown : path + '.' + shown;
  }

  static String item(String path, int index) {
    return (path.equals(ROOT) ? "" : path) + '[' + index + ']';
  }
}
