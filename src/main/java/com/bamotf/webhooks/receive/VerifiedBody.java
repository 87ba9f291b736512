package com.bamotf.webhooks.receive;

import org.jspecify.annotations.Nullable;

/**
 * A body whose signature is valid.
 *
 * @param signedBy the id of the secret that signed it
 * @param traceparent the request's header of that name, which is not signed; null without one
 */
public record VerifiedBody(
    @SuppressWarnings("ArrayRecordComponent") byte[] bytes,
    String signedBy,
    @Nullable String traceparent) {

  /** Of a delivery without a trace. */
  public VerifiedBody(byte[] bytes, String signedBy) {
    this(bytes, signedBy, null);
  }
}
