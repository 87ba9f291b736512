package com.bamotf.webhooks.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.signature.SignatureHeader.Refused;
import com.bamotf.webhooks.signature.SignatureHeader.Signed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that a request was signed with one of the configured secrets. Thread-safe.
 *
 * <p>The signature covers the bytes of the body as received, so do not decode them first. The rules
 * are bamotf's own (npm {@code secure-webhooks} 0.3.0), but the whole header must match, and
 * digests are compared in constant time.
 *
 * <p>A signature is valid for the configured tolerance before and after its time, limits included:
 * with the default of 5 minutes, 300 000 ms are accepted and 300 001 ms are not. A request that is
 * sent again within that time verifies again; detecting duplicates is not done here.
 */
@ApplicationScoped
public class SignatureVerifier {

  /** The name of the request header that carries the signature. */
  public static final String HEADER = WebhookSigner.HEADER;

  private record Signer(WebhookSecret secret, HmacKey key) {
    Signer(WebhookSecret secret) {
      this(secret, new HmacKey(secret.secret()));
    }
  }

  private final Signer[] signers;
  private final long toleranceMillis;
  private final Clock clock;

  /** For the container's client proxy only; without a secret, nothing is valid. */
  protected SignatureVerifier() {
    this(List.of(), Duration.ZERO, Clock.systemUTC());
  }

  @Inject
  public SignatureVerifier(Settings settings) {
    this(settings.webhook().secrets(), settings.webhook().tolerance(), Clock.systemUTC());
  }

  /**
   * For use without a container.
   *
   * @param secrets without any, nothing is valid
   * @param tolerance how far a signature's time may differ from the clock, in either direction;
   *     whole milliseconds
   */
  public SignatureVerifier(List<WebhookSecret> secrets, Duration tolerance, Clock clock) {
    this.signers = secrets.stream().map(Signer::new).toArray(Signer[]::new);
    this.toleranceMillis = tolerance.toMillis();
    this.clock = clock;
  }

  /**
   * Checks the header alone, so that a request that cannot be valid is rejected before its body is
   * read. Uses no secret.
   *
   * @param headerValues as for {@link #verify(byte[], List)}
   * @return null if the body decides
   */
  public SignatureResult.@Nullable Rejected rejectHeader(@Nullable List<String> headerValues) {
    return parse(headerValues) instanceof Refused refused ? refused.why() : null;
  }

  /**
   * Verifies a request by the one value of its signature header.
   *
   * @param body the body as received
   * @param header null if the request has no such header, which gives {@link
   *     SignatureResult.Missing}
   */
  public SignatureResult verify(byte[] body, @Nullable String header) {
    return verify(body, header == null ? List.of() : List.of(header));
  }

  /**
   * Verifies a request by all values of its signature header.
   *
   * @param headerValues null or empty if there is none, which gives {@link
   *     SignatureResult.Missing}; more than one, even if equal, is {@link
   *     SignatureResult.Malformed}
   */
  public SignatureResult verify(byte[] body, @Nullable List<String> headerValues) {
    SignatureHeader header = parse(headerValues);
    if (header instanceof Refused refused) {
      return refused.why();
    }
    Signed signed = (Signed) header;
    WebhookSecret secret = signer(body, signed);
    return secret == null
        ? new SignatureResult.Mismatch()
        : new SignatureResult.Valid(Instant.ofEpochMilli(signed.millis), secret);
  }

  private SignatureHeader parse(@Nullable List<String> values) {
    if (values == null || values.isEmpty()) {
      return new Refused(new SignatureResult.Missing());
    }
    if (values.size() > 1) {
      return new Refused(new SignatureResult.Malformed("it was sent " + values.size() + " times"));
    }
    SignatureHeader header = SignatureHeader.parse(values.get(0));
    return header instanceof Signed signed ? withinTolerance(signed) : header;
  }

  private SignatureHeader withinTolerance(Signed signed) {
    // Neither time is negative, so nothing here can overflow.
    long age = clock.millis() - signed.millis;
    if (age > toleranceMillis) {
      return new Refused(new SignatureResult.TooOld(Duration.ofMillis(age - toleranceMillis)));
    }
    if (age < -toleranceMillis) {
      return new Refused(new SignatureResult.TooNew(Duration.ofMillis(-age - toleranceMillis)));
    }
    return signed;
  }

  /** Tries every key, so that the time taken does not reveal which one matches. */
  private @Nullable WebhookSecret signer(byte[] body, Signed header) {
    byte[] digits = Long.toString(header.millis).getBytes(US_ASCII);
    WebhookSecret first = null;
    for (Signer signer : signers) {
      boolean matches = MessageDigest.isEqual(signer.key.hmac(body, digits), header.digest);
      if (matches && first == null) {
        first = signer.secret;
      }
    }
    return first;
  }
}
