package com.bamotf.webhooks.wire;

import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON text, such as {@code data.paymentIntent.transactions[1]}. Rendered only when an
 * error needs it.
 */
record JsonPath(@Nullable JsonPath parent, String name, int index) {

  static final JsonPath ROOT = new JsonPath(null, "", -1);

  JsonPath member(String member) {
    return new JsonPath(this, member, -1);
  }

  JsonPath item(int item) {
    return new JsonPath(this, "", item);
  }

  @Override
  public String toString() {
    if (parent == null) {
      return "The body";
    }
    String before = parent.parent == null ? "" : parent.toString();
    if (index >= 0) {
      return before + '[' + index + ']';
    }
    return before + (before.isEmpty() ? "" : ".") + (isPlain(name) ? name : Excerpt.quote(name));
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.length() <= 40
        && name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
  }
}
