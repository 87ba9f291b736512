package com.bamotf.webhooks.receive;

/**
 * A body whose signature is valid.
 *
 * @param signedBy the id of the secret that signed it
 */
public record VerifiedBody(
    @SuppressWarnings("ArrayRecordComponent") byte[] bytes, String signedBy) {}
