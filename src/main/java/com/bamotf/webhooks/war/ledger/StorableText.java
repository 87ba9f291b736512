package com.bamotf.webhooks.war.ledger;

import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Text that every supported database can hold.
 *
 * <p>JSON may carry what PostgreSQL refuses to store: the character NUL, and half a surrogate pair,
 * which has no form in UTF-8. A payment must not fail for that, so each becomes U+FFFD, the
 * replacement character. All other text passes unchanged and in full length.
 */
final class StorableText {

  private static final int REPLACEMENT = 0xFFFD;

  private StorableText() {}

  /** Null for null. */
  static @Nullable String of(@Nullable String text) {
    return text == null ? null : clean(text);
  }

  /** The JSON text of the value; null for JSON's null. */
  static @Nullable String of(JsonValue value) {
    return value.getValueType() == JsonValue.ValueType.NULL ? null : clean(value.toString());
  }

  static String clean(String text) {
    if (text.codePoints().allMatch(StorableText::isStorable)) {
      return text;
    }
    return text.codePoints()
        .map(point -> isStorable(point) ? point : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isStorable(int point) {
    // A whole pair arrives here as one code point; what is left in the surrogate range is a half.
    return point != 0 && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
