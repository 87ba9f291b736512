package com.bamotf.webhooks.console.doctor;

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

  static Diagnosis ofHeader(Mistake mistake, String explanation) {
    return new Diagnosis(false, mistake, explanation, mistake.advice(), null, null);
  }
}
