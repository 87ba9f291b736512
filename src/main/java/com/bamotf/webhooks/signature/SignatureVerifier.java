package com.bamotf.webhooks.signature;

import com.bamotf.webhooks.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request was signed with one of the configured secrets. Thread-safe.
 *
 * <p>The signature covers the body's bytes as they came over the wire, so verify those and not a
 * decoded text. The rules are bamotf's own (npm {@code secure-webhooks} 0.3.0), and stricter where
 * that costs no real sender: the whole header counts, and digests are compared in constant time.
 *
 * <p>A signature is valid for the configured tolerance before and after its time, the limits
 * included: with the default of 5 minutes, 300 000 ms are accepted and 300 001 ms are not. Within
 * that time a request can be sent again and verifies again: recognising a repetition is not done
 * here.
 */
@ApplicationScoped
public class SignatureVerifier {

  /** The name of the request header that carries the signature. */
  public static final String HEADER = WebhookSigner.HEADER;

  private final HmacKey[] keys;
  private final long toleranceMillis;
  private final Clock clock;

  /** For the container's client proxy only; without a secret, nothing is valid. */
  protected SignatureVerifier() {
    this(List.of(), Duration.ZERO, Clock.systemUTC());
  }

  @Inject
  public SignatureVerifier(Settings settings) {
    this(settings, Clock.systemUTC());
  }

  SignatureVerifier(Settings settings, Clock clock) {
    this(
        settings.webhook().secrets().stream().map(HmacKey::new).toList(),
        settings.webhook().tolerance(),
        clock);
  }

  private SignatureVerifier(List<HmacKey> keys, Duration tolerance, Clock clock) {
    this.keys = keys.toArray(HmacKey[]::new);
    this.toleranceMillis = tolerance.toMillis();
    this.clock = clock;
  }

  /**
   * Looks at the signature's header alone, so that what cannot be valid can be refused before its
   * body is read. It tells a sender nothing but what it wrote itself: no secret is used.
   *
   * @param headerValues as for {@link #verify(byte[], List)}
   * @return null if the body decides
   */
  public SignatureResult.@Nullable Rejected rejectHeader(@Nullable List<String> headerValues) {
    if (headerValues == null || headerValues.size() != 1) {
      return notOne(headerValues);
    }
    SignatureHeader parsed = SignatureHeader.parse(headerValues.get(0));
    return parsed instanceof SignatureHeader.Signed signed
        ? rejectTime(signed.millis)
        : new SignatureResult.Malformed(((SignatureHeader.Refused) parsed).what());
  }

  /**
   * Verifies a request by all values of its signature header.
   *
   * @param headerValues the values in the order of the request; null or empty if there is none,
   *     which gives {@link SignatureResult.Missing}; more than one is {@link
   *     SignatureResult.Malformed}, even when they are equal
   */
  public SignatureResult verify(byte[] body, @Nullable List<String> headerValues) {
    return headerValues == null || headerValues.size() != 1
        ? notOne(headerValues)
        : verify(body, headerValues.get(0));
  }

  /**
   * Verifies a request by the one value of its signature header.
   *
   * @param body the body as received
   * @param header null if the request has no such header, which gives {@link
   *     SignatureResult.Missing}
   */
  public SignatureResult verify(byte[] body, @Nullable String header) {
    if (header == null) {
      return new SignatureResult.Missing();
    }
    SignatureHeader parsed = SignatureHeader.parse(header);
    if (parsed instanceof SignatureHeader.Signed signed) {
      SignatureResult.Rejected rejected = rejectTime(signed.millis);
      return rejected == null ? verifyDigest(body, signed) : rejected;
    }
    return new SignatureResult.Malformed(((SignatureHeader.Refused) parsed).what());
  }

  private static SignatureResult.Rejected notOne(@Nullable List<String> headerValues) {
    return headerValues == null || headerValues.isEmpty()
        ? new SignatureResult.Missing()
        : new SignatureResult.Malformed("it was sent " + headerValues.size() + " times");
  }

  private SignatureResult verifyDigest(byte[] body, SignatureHeader.Signed header) {
    return matches(body, header)
        ? new SignatureResult.Valid(Instant.ofEpochMilli(header.millis))
        : new SignatureResult.Mismatch();
  }

  /** Tries every key, so that the time taken does not tell which one fits. */
  private boolean matches(byte[] body, SignatureHeader.Signed header) {
    boolean matches = false;
    for (HmacKey key : keys) {
      byte[] digest = key.hmac(body, header.text, SignatureHeader.DIGITS, header.end);
      matches |= MessageDigest.isEqual(digest, header.digest);
    }
    return matches;
  }

  private SignatureResult.@Nullable Rejected rejectTime(long signedAt) {
    // Cannot overflow, since neither time is negative; nor can anything derived from it below.
    long age = clock.millis() - signedAt;
    if (age > toleranceMillis) {
      return new SignatureResult.TooOld(Duration.ofMillis(age - toleranceMillis));
    }
    if (age < -toleranceMillis) {
      return new SignatureResult.TooNew(Duration.ofMillis(-age - toleranceMillis));
    }
    return null;
  }
}
