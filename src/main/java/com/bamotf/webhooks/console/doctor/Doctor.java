package com.bamotf.webhooks.console.doctor;

import com.bamotf.webhooks.config.Secret;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.signature.SignatureResult.Malformed;
import com.bamotf.webhooks.signature.SignatureVerifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mistake behind a refused signature by trying the usual ones with the configured
 * secrets, one at a time. It shows no secret, and takes none. Thread-safe.
 */
@Singleton
public class Doctor {

  private static final Pattern HEADER = Pattern.compile("v=([0-9]+),d=([0-9a-f]{64})");

  private final Duration tolerance;
  private final List<Secret> secrets;
  private final SignatureVerifier verifier;

  @Inject
  public Doctor(Settings settings) {
    this(settings.webhook());
  }

  /** A doctor without a container. */
  public Doctor(Settings.Webhook settings) {
    this.tolerance = settings.tolerance();
    this.verifier =
        new SignatureVerifier(settings.secrets(), settings.tolerance(), Clock.systemUTC());
    this.secrets = settings.secrets().stream().map(WebhookSecret::secret).toList();
  }

  /**
   * Diagnoses a request.
   *
   * @param body the body as received; null if it is not known
   * @param header the value of the signature header; null if there was none
   * @param at when the request arrived, by this server's clock
   */
  public Diagnosis diagnose(byte @Nullable [] body, @Nullable String header, Instant at) {
    if (header == null) {
      return Diagnosis.ofHeader(Mistake.HEADER_MISSING, Mistake.HEADER_MISSING.explanation());
    }
    Matcher parts = HEADER.matcher(header);
    Malformed malformed = malformed(header);
    if (malformed != null || !parts.matches()) {
      return Diagnosis.ofHeader(
          Mistake.HEADER_MALFORMED,
          malformed == null ? Mistake.HEADER_MALFORMED.explanation() : malformed.reason());
    }
    Signed signed = new Signed(parts.group(1), parts.group(2));
    Instant signedAt = Instant.ofEpochMilli(Long.parseLong(parts.group(1)));
    return diagnose(body, signed, signedAt, Duration.between(at, signedAt));
  }

  private Diagnosis diagnose(
      byte @Nullable [] body, Signed signed, Instant signedAt, Duration offset) {
    Mistake ofTime = ofTime(offset);
    Mistake ofDigest = body == null ? null : ofDigest(body, signed);
    boolean right = ofDigest == Mistake.NONE || ofDigest == Mistake.OLDER_SECRET;
    boolean valid = right && ofTime == null;
    boolean timeFirst = ofDigest == null || right || ofDigest == Mistake.OTHER_SECRET_OR_BODY;
    if (ofTime != null && timeFirst) {
      String explanation = late(ofTime, offset) + digest(ofDigest, right);
      return new Diagnosis(false, ofTime, explanation, ofTime.advice(), signedAt, offset);
    }
    Mistake mistake = ofDigest == null ? Mistake.OTHER_SECRET_OR_BODY : ofDigest;
    String explanation =
        (body == null
                ? "The complete body was not kept, so the digest cannot be checked"
                : mistake.explanation())
            + (ofTime == null ? "" : ". Also: " + late(ofTime, offset));
    return new Diagnosis(valid, mistake, explanation, mistake.advice(), signedAt, offset);
  }

  private static String late(Mistake mistake, Duration offset) {
    return "%s: it differs by %s".formatted(mistake.explanation(), inWords(offset.abs()));
  }

  /** In one unit, of which there are several. */
  private static String inWords(Duration duration) {
    if (duration.toMinutes() < 10) {
      return duration.toSeconds() + " seconds";
    }
    if (duration.toHours() < 2) {
      return duration.toMinutes() + " minutes";
    }
    return duration.toDays() < 2 ? duration.toHours() + " hours" : duration.toDays() + " days";
  }

  private static String digest(@Nullable Mistake ofDigest, boolean right) {
    if (ofDigest == null) {
      return ". The complete body was not kept, so the digest cannot be checked";
    }
    return right ? ". The digest is right" : ". The digest does not match either";
  }

  /** What is wrong with the header's form, whatever its time. */
  private @Nullable Malformed malformed(String header) {
    return verifier.rejectHeader(List.of(header)) instanceof Malformed found ? found : null;
  }

  private @Nullable Mistake ofTime(Duration offset) {
    if (offset.abs().compareTo(tolerance) <= 0) {
      return null;
    }
    return offset.isNegative() ? Mistake.TOO_OLD : Mistake.TOO_NEW;
  }

  private Mistake ofDigest(byte[] body, Signed signed) {
    for (int i = 0; i < secrets.size(); i++) {
      if (signed.matches(secrets.get(i).utf8(), body)) {
        return i == 0 ? Mistake.NONE : Mistake.OLDER_SECRET;
      }
    }
    for (Secret secret : secrets) {
      Optional<Mistake> found = ofDigest(secret, body, signed);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return Mistake.OTHER_SECRET_OR_BODY;
  }

  private static Optional<Mistake> ofDigest(Secret secret, byte[] body, Signed signed) {
    for (OtherSecrets.Variant variant : OtherSecrets.of(secret)) {
      if (signed.matches(variant.key(), body)) {
        return Optional.of(variant.mistake());
      }
    }
    if (signed.matchesWithoutTime(secret.utf8(), body)) {
      return Optional.of(Mistake.BODY_ONLY);
    }
    return OtherBodies.of(body)
        .filter(variant -> signed.matches(secret.utf8(), variant.body()))
        .map(OtherBodies.Variant::mistake)
        .findFirst();
  }
}
