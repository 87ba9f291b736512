package com.bamotf.webhooks.inbox;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are meant. Null leaves a part open.
 *
 * @param statuses at least one
 * @param paymentIntentId entries of this payment intent
 * @param event entries of this event, for example {@code payment_intent.succeeded}
 * @param receivedFrom entries received at this time or later
 * @param receivedBefore entries received before this time
 */
public record EntrySelection(
    Set<EntryStatus> statuses,
    @Nullable String paymentIntentId,
    @Nullable String event,
    @Nullable Instant receivedFrom,
    @Nullable Instant receivedBefore) {

  /**
   * Checks the statuses.
   *
   * @throws IllegalArgumentException if no status is given
   */
  public EntrySelection {
    if (statuses.isEmpty()) {
      throw new IllegalArgumentException(
          "Name at least one of the statuses " + EnumSet.allOf(EntryStatus.class));
    }
    statuses = Set.copyOf(statuses);
  }

  /** All entries of these statuses. */
  public static EntrySelection of(EntryStatus first, EntryStatus... more) {
    return new EntrySelection(EnumSet.of(first, more), null, null, null, null);
  }

  /** Those of them that are of this event. */
  public EntrySelection withEvent(String name) {
    return new EntrySelection(statuses, paymentIntentId, name, receivedFrom, receivedBefore);
  }

  /** Those of them that are of this payment intent. */
  public EntrySelection withPaymentIntent(String id) {
    return new EntrySelection(statuses, id, event, receivedFrom, receivedBefore);
  }

  /** Those of them that were received in this range; its end is not part of it. */
  public EntrySelection receivedBetween(@Nullable Instant from, @Nullable Instant before) {
    return new EntrySelection(statuses, paymentIntentId, event, from, before);
  }
}
