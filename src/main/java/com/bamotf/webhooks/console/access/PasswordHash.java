package com.bamotf.webhooks.console.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A salted hash of a password. Its text is what Jakarta Security's {@code Pbkdf2PasswordHash}
 * writes: {@code PBKDF2WithHmacSHA256:<iterations>:<salt>:<hash>}, in Base64.
 *
 * <p>The command {@code hash-password} makes one.
 */
public final class PasswordHash {

  /** As OWASP recommends for PBKDF2 with SHA-256; about 0.2 s. */
  static final int ITERATIONS = 600_000;

  static final int MAX_PASSWORD = 1_000;
  private static final int MIN_PASSWORD = 8;
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final int BYTES = 32;

  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  /**
   * The hash of a new password, with a new salt. Takes about 0.2 s.
   *
   * @throws IllegalArgumentException if the password is too short or too long
   */
  public static PasswordHash of(String password) {
    if (password.length() < MIN_PASSWORD || password.length() > MAX_PASSWORD) {
      throw new IllegalArgumentException(
          "A password must have %s to %s characters; this one has %s"
              .formatted(MIN_PASSWORD, MAX_PASSWORD, password.length()));
    }
    return of(password, ITERATIONS);
  }

  static PasswordHash of(String password, int iterations) {
    byte[] salt = Tokens.bytes(BYTES);
    return new PasswordHash(iterations, salt, derive(password, iterations, salt, BYTES));
  }

  /**
   * A hash that no password has, to spend the same time on a user who does not exist.
   *
   * @param iterations as those of the users who do
   */
  static PasswordHash ofNobody(int iterations) {
    return new PasswordHash(iterations, Tokens.bytes(BYTES), Tokens.bytes(BYTES));
  }

  /**
   * @throws IllegalArgumentException if the text has another form
   */
  static PasswordHash parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 4 || !parts[0].equals(ALGORITHM)) {
      throw new IllegalArgumentException(
          "A password hash has the form " + ALGORITHM + ":<iterations>:<salt>:<hash>");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    return new PasswordHash(
        Integer.parseInt(parts[1]), base64.decode(parts[2]), base64.decode(parts[3]));
  }

  int iterations() {
    return iterations;
  }

  /** Takes as long as making the hash took. */
  boolean matches(String password) {
    return MessageDigest.isEqual(hash, derive(password, iterations, salt, hash.length));
  }

  /** The form for a setting. */
  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder();
    return "%s:%s:%s:%s"
        .formatted(ALGORITHM, iterations, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  private static byte[] derive(String password, int iterations, byte[] salt, int bytes) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no " + ALGORITHM, e);
    } finally {
      spec.clearPassword();
    }
  }
}
