package com.bamotf.webhooks.console.doctor;

import com.bamotf.webhooks.signature.SignatureResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request whose signature was refused, as it is kept.
 *
 * @param id unique on this server until it restarts
 * @param at by this server's clock
 * @param header the values of the signature header, at most 500 characters; null if there was none
 * @param bodyBytes the length of the body, as announced if it was not read; 0 if unknown
 * @param body at most the first {@value Rejections#MAX_BODY} bytes; null if it was not read
 * @param from the address of the client
 */
public record Rejection(
    String id,
    Instant at,
    SignatureResult.Rejected why,
    @Nullable String header,
    long bodyBytes,
    @SuppressWarnings("ArrayRecordComponent") byte @Nullable [] body,
    String from) {

  /** Whether the body was kept as a whole. */
  public boolean isWhole() {
    return body != null && body.length == bodyBytes;
  }

  /** The reason, as the API names it. */
  public String reason() {
    if (why instanceof SignatureResult.Missing) {
      return "missing";
    }
    if (why instanceof SignatureResult.Malformed) {
      return "malformed";
    }
    if (why instanceof SignatureResult.TooOld) {
      return "too_old";
    }
    return why instanceof SignatureResult.TooNew ? "too_new" : "mismatch";
  }
}
