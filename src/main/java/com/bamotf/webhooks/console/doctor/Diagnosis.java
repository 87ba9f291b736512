package com.bamotf.webhooks.console.doctor;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor found. Contains no secret and no digest.
 *
 * @param valid whether the receiver would accept the request
 * @param explanation one or two sentences
 * @param advice what to do
 * @param signedAt null if the header is missing or malformed
 * @param offset how much newer the signature is than the arrival; null as above
 */
public record Diagnosis(
    boolean valid,
    Mistake mistake,
    String explanation,
    String advice,
    @Nullable Instant signedAt,
    @Nullable Duration offset) {

  /** The offset in seconds, however long it is; null as above. */
  public @Nullable BigDecimal offsetSeconds() {
    return offset == null
        ? null
        : BigDecimal.valueOf(offset.toSeconds()).add(BigDecimal.valueOf(offset.toMillisPart(), 3));
  }

  static Diagnosis ofHeader(Mistake mistake, String explanation) {
    return new Diagnosis(false, mistake, explanation, mistake.advice(), null, null);
  }
}
