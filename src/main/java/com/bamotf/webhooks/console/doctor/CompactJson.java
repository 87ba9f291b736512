package com.bamotf.webhooks.console.doctor;

/**
 * Writes JSON as {@code JSON.stringify} does: without white space between tokens, and in strings
 * only the escapes it uses. Order and numbers stay. Takes any text; other text than JSON comes out
 * changed somehow.
 */
final class CompactJson {

  private final String json;
  private final StringBuilder compact = new StringBuilder();
  private int position;

  private CompactJson(String json) {
    this.json = json;
  }

  static String of(String json) {
    return new CompactJson(json).write();
  }

  private String write() {
    while (position < json.length()) {
      char c = json.charAt(position++);
      if (c == '"') {
        compact.append(c);
        writeString();
      } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        compact.append(c);
      }
    }
    return compact.toString();
  }

  private void writeString() {
    while (position < json.length()) {
      char c = json.charAt(position++);
      if (c == '"') {
        compact.append(c);
        return;
      }
      if (c == '\\' && position < json.length()) {
        writeEscape(json.charAt(position++));
      } else {
        compact.append(c);
      }
    }
  }

  private void writeEscape(char kind) {
    if (kind == '/') {
      compact.append(kind);
    } else if (kind == 'u' && isHex(position)) {
      writeCharacter((char) Integer.parseInt(json.substring(position, position + 4), 16));
      position += 4;
    } else {
      compact.append('\\').append(kind);
    }
  }

  private boolean isHex(int start) {
    return json.length() >= start + 4
        && json.substring(start, start + 4).chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  private void writeCharacter(char c) {
    int simple = "\b\f\n\r\t\"\\".indexOf(c);
    if (simple >= 0) {
      compact.append('\\').append("bfnrt\"\\".charAt(simple));
    } else if (c < ' ') {
      compact.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
    } else {
      compact.append(c);
    }
  }
}
