package com.bamotf.webhooks.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The value of the {@code x-webhook-signature} header, taken apart.
 *
 * <p>The whole value must be {@code v=<milliseconds>,d=<digest>}, as npm {@code secure-webhooks}
 * 0.3.0 writes it. That library's own verifier is laxer: it finds the pair anywhere in the header.
 */
sealed interface SignatureHeader {

  /** By character, the value of a lower-case hex digit; -1 for any other character. */
  int[] NIBBLES = nibbles();

  /** Where the digits of the time begin, behind {@code v=}. */
  int DIGITS = 2;

  /** Bytes of an HMAC-SHA256. */
  int DIGEST_LENGTH = 32;

  /**
   * A well-formed header. Not a record: its arrays have no value equality, and its digest must not
   * end up in a log by way of {@code toString}.
   */
  final class Signed implements SignatureHeader {
    /** The time of signing in milliseconds since 1970, never negative. */
    final long millis;

    /** The value in ASCII. */
    final byte[] text;

    /**
     * The end of the digits of {@link #millis} in it, which begin at {@link #DIGITS} and are the
     * tail of the signed message.
     */
    final int end;

    /** The 32 bytes of the digest. */
    final byte[] digest;

    Signed(long millis, byte[] text, int end, byte[] digest) {
      this.millis = millis;
      this.text = text;
      this.end = end;
      this.digest = digest;
    }
  }

  /**
   * A header that does not keep to the grammar.
   *
   * @param what the first fault; never holds text of the header, which is a stranger's and could
   *     forge lines of a log
   */
  record Refused(String what) implements SignatureHeader {}

  /** Takes a header's value apart; nothing is trimmed or decoded first. */
  static SignatureHeader parse(String value) {
    // What is beyond Latin-1 becomes '?', which is just as wrong in every place.
    byte[] text = value.getBytes(ISO_8859_1);
    if (text.length < DIGITS || text[0] != 'v' || text[1] != '=') {
      return new Refused("it does not begin with v=");
    }
    long millis = 0;
    int end = DIGITS;
    while (end < text.length && text[end] >= '0' && text[end] <= '9') {
      millis = millis * 10 + (text[end] - '0');
      end++;
    }
    int length = end - DIGITS;
    if (length < 1 || length > 19) {
      return new Refused("v has " + length + " decimal digits instead of 1 to 19");
    }
    // 19 digits stay below 2^64, so whatever is above 2^63 - 1 has become negative.
    if (millis < 0) {
      return new Refused("v is greater than 2^63 - 1");
    }
    // No sender writes leading zeros. With them, zeros could be moved between the end of the body
    // and the front of v without changing the signed message: it has no separator there.
    if (length > 1 && text[DIGITS] == '0') {
      return new Refused("v has a leading zero");
    }
    return parse(text, millis, end);
  }

  private static SignatureHeader parse(byte[] text, long millis, int end) {
    int start = end + 3;
    if (text.length < start || text[end] != ',' || text[end + 1] != 'd' || text[end + 2] != '=') {
      return new Refused("the digits of v are not followed by ,d=");
    }
    if (text.length - start != 2 * DIGEST_LENGTH) {
      return new Refused("d has " + (text.length - start) + " characters instead of 64");
    }
    byte[] digest = new byte[DIGEST_LENGTH];
    int invalid = 0;
    for (int i = 0; i < DIGEST_LENGTH; i++) {
      int high = NIBBLES[text[start + 2 * i] & 0xff];
      int low = NIBBLES[text[start + 2 * i + 1] & 0xff];
      invalid |= high | low;
      digest[i] = (byte) (high << 4 | low);
    }
    if (invalid < 0) {
      return new Refused("d holds something else than 0-9 and a-f");
    }
    return new Signed(millis, text, end, digest);
  }

  private static int[] nibbles() {
    int[] nibbles = new int[256];
    Arrays.fill(nibbles, -1);
    for (int i = 0; i < 16; i++) {
      nibbles["0123456789abcdef".charAt(i)] = i;
    }
    return nibbles;
  }
}
