package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.Source;

/**
 * An entry whose payment intent is locked by the current transaction.
 *
 * @param id the entry's identity
 * @param paymentIntentId the locked payment intent
 * @param eventType the event's name
 * @param source how it came
 * @param attempts how many attempts were made before
 * @param superseded whether the payment intent had gone further already, so that it must not be
 *     fired; never for an entry whose requeuing was forced
 * @param body the bytes as they were signed
 */
public record ClaimedEntry(
    long id,
    String paymentIntentId,
    String eventType,
    Source source,
    int attempts,
    boolean superseded,
    @SuppressWarnings("ArrayRecordComponent") byte[] body) {}
