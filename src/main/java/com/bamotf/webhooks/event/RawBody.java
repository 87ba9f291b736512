package com.bamotf.webhooks.event;

import com.bamotf.webhooks.wire.EventReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message's bytes, exactly as they were signed. Immutable, and equal by content.
 *
 * <p>{@link #toString()} shows only the size, so that a body never reaches a log by accident.
 */
public final class RawBody {

  private final byte[] bytes;

  /** Takes a copy: later changes of the array do not matter. */
  public RawBody(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** The bytes, a new array at every call. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The bytes decoded as UTF-8. The body of an event that {@link EventReader} read is valid UTF-8;
   * in another one, each invalid sequence becomes U+FFFD.
   */
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
