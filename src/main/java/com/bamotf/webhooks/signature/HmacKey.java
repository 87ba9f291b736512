package com.bamotf.webhooks.signature;

import com.bamotf.webhooks.config.Secret;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One secret, ready to sign with: HMAC-SHA256 under the secret's UTF-8 bytes. Thread-safe.
 *
 * <p>A {@code Mac} is prepared once and cloned for each message, which is cheaper than asking the
 * security providers for a new one and needs no lock or thread-local.
 */
final class HmacKey {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Supplier<Mac> macs;

  /** Only cloned and never fed, so threads may share it; null where Macs cannot be cloned. */
  private final @Nullable Mac prototype;

  HmacKey(Secret secret) {
    this(secret, HmacKey::newMac);
  }

  /** With another source of uninitialised {@code Mac}s. */
  HmacKey(Secret secret, Supplier<Mac> macs) {
    this.key = new SecretKeySpec(secret.utf8(), ALGORITHM);
    this.macs = macs;
    Mac mac = initialised(macs, key);
    this.prototype = isCloneable(mac) ? mac : null;
  }

  /** The 32 bytes of the HMAC over the body followed by the digits. */
  byte[] hmac(byte[] body, byte[] digits) {
    return hmac(body, digits, 0, digits.length);
  }

  /** The same, with digits that are part of a text. */
  byte[] hmac(byte[] body, byte[] text, int start, int end) {
    Mac mac = fresh();
    mac.update(body);
    mac.update(text, start, end - start);
    return mac.doFinal();
  }

  private Mac fresh() {
    if (prototype == null) {
      return initialised(macs, key);
    }
    try {
      return (Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(
          "This " + ALGORITHM + " could be cloned once, but not again", e);
    }
  }

  private static boolean isCloneable(Mac mac) {
    try {
      return mac.clone() != null;
    } catch (CloneNotSupportedException e) {
      return false;
    }
  }

  private static Mac initialised(Supplier<Mac> macs, SecretKeySpec key) {
    Mac mac = macs.get();
    try {
      mac.init(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The security provider "
              + mac.getProvider().getName()
              + " refuses the webhook secret as a key for "
              + ALGORITHM,
          e);
    }
    return mac;
  }

  private static Mac newMac() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "This Java runtime has no " + ALGORITHM + ", which every Java platform must have", e);
    }
  }
}
