package com.bamotf.webhooks.receive;

import com.bamotf.webhooks.signature.SignatureResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request whose signature was refused. Nothing in it can be trusted.
 *
 * @param header all values of the signature header; empty if there was none
 * @param body the body; null if it was not read, since the header decided. Not a copy: do not
 *     change or keep it
 * @param length of the body in bytes, as announced if it was not read; negative if unknown
 * @param from the client's address
 */
public record RejectedRequest(
    SignatureResult.Rejected why,
    List<String> header,
    @SuppressWarnings("ArrayRecordComponent") byte @Nullable [] body,
    long length,
    String from) {}
