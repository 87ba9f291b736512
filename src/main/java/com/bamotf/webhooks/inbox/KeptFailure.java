package com.bamotf.webhooks.inbox;

import java.time.Instant;

/**
 * One failed attempt in the history of an entry.
 *
 * @param attempt its number since the entry was stored or requeued, from 1
 * @param startedAt by the database's clock
 * @param failure what went wrong, and how long it took
 */
public record KeptFailure(int attempt, Instant startedAt, FailedAttempt failure) {}
