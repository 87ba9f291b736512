/**
 * The durable inbox: stores each event once, hands out one event per payment intent at a time, and
 * keeps the history until retention ends.
 *
 * <ul>
 *   <li>Read and identify: {@code Intake}, {@code DeduplicationKey}, {@code KnownEvent}, {@code
 *       Stage}, {@code NewEntry}
 *   <li>Store: {@code Inbox}, {@code StoreQueue}, {@code HeldDelivery}, {@code InboxWriter}, {@code
 *       Dialect}, {@code StoreResult}; while the database is away, {@code HoldTimer}, {@code
 *       StoreHealth} and {@code InboxHealth}
 *   <li>Claim and end: {@code Claim}, {@code EntryTable}, {@code EntryStatus}; {@code Signal} wakes
 *       the workers
 *   <li>Look after what is stored: {@code Retention}, {@code ClockSetBack}
 *   <li>Start and stop: {@code InboxLifecycle}
 *   <li>Reach the database: {@code InboxDatabase} and the package {@code inbox.database}
 * </ul>
 */
@NullMarked
package com.bamotf.webhooks.inbox;

import org.jspecify.annotations.NullMarked;
