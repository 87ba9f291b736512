package com.bamotf.webhooks.inbox.admin;

import java.time.Instant;

/**
 * What a bulk requeue would meet.
 *
 * @param count how many selected entries there are, without those that are pending already
 * @param conflicts how many of these are refused unless forced, because they or a later event of
 *     their payment intent were handled. Quarantined entries that still cannot be read are refused
 *     as well, but not counted
 * @param upTo the highest id among them; 0 if there is none
 * @param asOf when they were counted, by the database's clock; the epoch if the selection has
 *     nothing but pending entries
 */
public record RequeuePreview(long count, long conflicts, long upTo, Instant asOf) {}
