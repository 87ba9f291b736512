package com.bamotf.webhooks.signature;

import com.bamotf.webhooks.config.Secret;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 with the UTF-8 bytes of one secret. Thread-safe. */
final class HmacKey {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** Cloned for each message, which is cheaper than a new one and needs no lock. */
  private final Mac prototype;

  HmacKey(Secret secret) {
    this(secret, newMac());
  }

  HmacKey(Secret secret, Mac mac) {
    this.key = new SecretKeySpec(secret.utf8(), ALGORITHM);
    this.prototype = initialised(mac);
  }

  /** The 32 bytes of the HMAC over the body followed by the digits. */
  byte[] hmac(byte[] body, byte[] digits) {
    Mac mac = fresh();
    mac.update(body);
    return mac.doFinal(digits);
  }

  private Mac fresh() {
    try {
      return (Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      // Some hardware and FIPS providers cannot clone.
      return initialised(newMac());
    }
  }

  private Mac initialised(Mac mac) {
    try {
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The security provider %s refuses the webhook secret as a key for %s"
              .formatted(mac.getProvider().getName(), ALGORITHM),
          e);
    }
  }

  private static Mac newMac() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no " + ALGORITHM, e);
    }
  }
}
