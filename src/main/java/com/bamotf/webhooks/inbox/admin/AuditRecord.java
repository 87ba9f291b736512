package com.bamotf.webhooks.inbox.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param id ascends with the time
 * @param at when, by the database's clock
 * @param actor who did it, from where and why
 * @param action what was done, such as {@code requeued}
 * @param entryId the entry it was done to; null if it was none or several
 * @param detail what else matters, such as a selection; null if nothing does
 */
public record AuditRecord(
    long id,
    Instant at,
    Actor actor,
    String action,
    @Nullable Long entryId,
    @Nullable String detail) {}
