package com.bamotf.webhooks.config;

import java.nio.charset.StandardCharsets;

/**
 * A secret that cannot be printed by accident: {@link #toString()} hides it. It has no {@code
 * equals}, which would leak its content through timing. The value is neither trimmed nor decoded.
 */
public final class Secret {

  private final String value;

  public Secret(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A secret must not be empty");
    }
    this.value = value;
  }

  /** A new array of the UTF-8 bytes. */
  public byte[] utf8() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  /** The value as it is. Never print it. */
  public String text() {
    return value;
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
