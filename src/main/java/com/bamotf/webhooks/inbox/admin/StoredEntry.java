package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.EntryStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as shown to an operator. All times are the database's.
 *
 * @param paymentIntentId null if the body is unreadable
 * @param event the event's type, such as {@code payment_intent.succeeded}; null if the body is
 *     unreadable
 * @param mode null if the body is unreadable
 * @param signedBy the setting of the secret that signed it; null if none did
 * @param deliveries how often the event was delivered
 * @param attempts attempts since it was stored or last requeued
 * @param requeues how often it was requeued
 * @param forced whether the last requeue was forced
 * @param nextAttemptAt null unless it is pending
 * @param endedAt when it left {@link EntryStatus#PENDING}; null if it is pending or quarantined
 * @param lastError why the last attempt failed, or why it is quarantined; null otherwise
 */
public record StoredEntry(
    long id,
    @Nullable String paymentIntentId,
    @Nullable String event,
    @Nullable String mode,
    Source source,
    @Nullable String signedBy,
    EntryStatus status,
    int deliveries,
    int attempts,
    int requeues,
    boolean forced,
    Instant receivedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant endedAt,
    @Nullable String lastError) {}
