package com.bamotf.webhooks.console.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The parts of a well-formed header. */
final class Signed {

  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] digits;
  private final byte[] digest;

  Signed(String digits, String digest) {
    this.digits = digits.getBytes(US_ASCII);
    this.digest = HexFormat.of().parseHex(digest);
  }

  boolean matches(byte[] key, byte[] body) {
    return matches(key, body, digits);
  }

  boolean matchesWithoutTime(byte[] key, byte[] body) {
    return matches(key, body, new byte[0]);
  }

  private boolean matches(byte[] key, byte[] body, byte[] end) {
    if (key.length == 0) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(body);
      return MessageDigest.isEqual(mac.doFinal(end), digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no " + ALGORITHM, e);
    }
  }
}
