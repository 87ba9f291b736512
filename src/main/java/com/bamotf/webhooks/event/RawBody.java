package com.bamotf.webhooks.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message's bytes, exactly as they were signed. Immutable, and equal by content.
 *
 * <p>{@link #toString()} shows only the size, so that no body reaches a log by accident.
 */
public final class RawBody {

  private final byte[] bytes;

  /** Copies the array. */
  public RawBody(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** A new copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes decoded as UTF-8. Invalid sequences, which no readable event has, become U+FFFD. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawBody that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RawBody[" + bytes.length + " bytes]";
  }
}
