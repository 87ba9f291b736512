package com.bamotf.webhooks.signature;

import com.bamotf.webhooks.signature.SignatureResult.Malformed;
import com.bamotf.webhooks.signature.SignatureResult.Rejected;
import java.util.HexFormat;

/**
 * The parsed value of the {@code x-webhook-signature} header.
 *
 * <p>The whole value must be {@code v=<milliseconds>,d=<digest>}, as npm {@code secure-webhooks}
 * 0.3.0 writes it. That library's own verifier is laxer: it finds the pair anywhere in the header.
 */
sealed interface SignatureHeader {

  /** A well-formed header. Not a record, whose {@code toString} would show the digest. */
  final class Signed implements SignatureHeader {
    /** The time of signing in milliseconds since 1970, never negative. */
    final long millis;

    final byte[] digest;

    Signed(long millis, byte[] digest) {
      this.millis = millis;
      this.digest = digest;
    }
  }

  /** A header that cannot be valid. */
  record Refused(Rejected why) implements SignatureHeader {}

  /** Parses the value as it is: nothing is trimmed or decoded first. */
  static SignatureHeader parse(String value) {
    if (!value.startsWith("v=")) {
      return malformed("it does not begin with v=");
    }
    int end = 2;
    while (end < value.length() && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
      end++;
    }
    String digits = value.substring(2, end);
    if (digits.isEmpty() || digits.length() > 19) {
      return malformed("v has " + digits.length() + " decimal digits instead of 1 to 19");
    }
    // The signed message has no separator before v: with leading zeros, zeros could be moved from
    // the end of the body into v.
    if (digits.length() > 1 && digits.startsWith("0")) {
      return malformed("v has a leading zero");
    }
    if (!value.startsWith(",d=", end)) {
      return malformed("the digits of v are not followed by ,d=");
    }
    return parse(digits, value.substring(end + 3));
  }

  private static SignatureHeader parse(String digits, String digest) {
    if (digest.length() != 64) {
      return malformed("d has " + digest.length() + " characters instead of 64");
    }
    for (int i = 0; i < digest.length(); i++) {
      char c = digest.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return malformed("d has characters other than 0-9 and a-f");
      }
    }
    try {
      return new Signed(Long.parseLong(digits), HexFormat.of().parseHex(digest));
    } catch (NumberFormatException e) {
      return malformed("v is greater than 2^63 - 1");
    }
  }

  /**
   * @param what the first fault, without text of the header, which could forge log lines
   */
  private static Refused malformed(String what) {
    return new Refused(new Malformed(what));
  }
}
