package com.bamotf.webhooks.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the message, as opposed to the payment.
 *
 * @param id the message's own id, <strong>new at every attempt</strong>: of use in logs, never for
 *     deduplication; null when the sender left it out
 * @param idempotencyKey the member idempotenceKey (sic) of the message: the same for all attempts
 *     of one job of the sender, yet not unique, since the sender counts from 1 again when its queue
 *     is reset
 * @param created when this attempt was made, by the sender's clock; null when the sender left it
 *     out
 * @param eventType the event's name on the wire, for example {@code payment_intent.succeeded}
 * @param source the way by which the event came
 * @param body the message exactly as it was signed
 */
public record Delivery(
    @Nullable String id,
    String idempotencyKey,
    @Nullable Instant created,
    String eventType,
    Source source,
    RawBody body) {}
