package com.bamotf.webhooks.config;

import java.nio.charset.StandardCharsets;

/**
 * A secret value that cannot be printed by accident: {@link #toString()} hides it, and there is no
 * {@code equals} that would leak its content through timing.
 *
 * <p>The value is used as it was configured: it is neither trimmed nor decoded, and may hold commas
 * and spaces.
 */
public final class Secret {

  private final String value;

  public Secret(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A secret must not be empty");
    }
    this.value = value;
  }

  /** The UTF-8 bytes of the secret, a new array at every call. */
  public byte[] utf8() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
