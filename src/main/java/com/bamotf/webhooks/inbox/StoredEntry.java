package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.event.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as an operator sees it. All times are the database's.
 *
 * @param paymentIntentId null for an unreadable body
 * @param event the event's name; null for an unreadable body
 * @param mode null for an unreadable body
 * @param deliveries how often the fact was delivered
 * @param attempts handlings tried since it was stored or requeued
 * @param requeues how often it was requeued
 * @param forced whether its last requeuing was forced
 * @param nextAttemptAt null unless it is pending
 * @param endedAt when it left {@link EntryStatus#PENDING}; null if it has not
 * @param lastError why it failed last or was quarantined; null if it did not
 */
public record StoredEntry(
    long id,
    @Nullable String paymentIntentId,
    @Nullable String event,
    @Nullable String mode,
    Source source,
    EntryStatus status,
    int deliveries,
    int attempts,
    int requeues,
    boolean forced,
    Instant receivedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant endedAt,
    @Nullable String lastError) {}
