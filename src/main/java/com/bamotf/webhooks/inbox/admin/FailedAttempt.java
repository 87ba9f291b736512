package com.bamotf.webhooks.inbox.admin;

import java.time.Duration;
import java.time.Instant;

/**
 * A failed attempt to handle an entry.
 *
 * @param attempt its number since the entry was stored or last requeued, from 1
 * @param startedAt by the database's clock
 * @param duration how long it ran before it failed
 * @param errorClass the exception's class name
 * @param message the exception's message, at most 4,000 characters; empty if it had none
 * @param stack the stack trace, at most 16,000 characters
 */
public record FailedAttempt(
    int attempt,
    Instant startedAt,
    Duration duration,
    String errorClass,
    String message,
    String stack) {}
