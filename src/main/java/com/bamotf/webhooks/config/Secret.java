package com.bamotf.webhooks.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A secret that cannot be printed by accident: {@link #toString()} hides it. It has no {@code
 * equals}, which would leak its content through timing. The value is neither trimmed nor decoded.
 */
public final class Secret {

  private static final int FINGERPRINT_BYTES = 4;

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

  /**
   * The first 32 bits of the secret's SHA-256 in hex. They tell secrets apart, and do not reveal
   * them.
   */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf8());
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
