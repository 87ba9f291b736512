package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.EntryStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects entries that match all of its parts. A null part matches every entry. Immutable.
 *
 * @param statuses at least one
 * @param event the event's type, such as {@code payment_intent.succeeded}
 * @param receivedFrom inclusive
 * @param receivedBefore exclusive
 */
public record EntrySelection(
    Set<EntryStatus> statuses,
    @Nullable String paymentIntentId,
    @Nullable String event,
    @Nullable Instant receivedFrom,
    @Nullable Instant receivedBefore) {

  /**
   * Copies the statuses.
   *
   * @throws IllegalArgumentException if there is none
   */
  public EntrySelection {
    if (statuses.isEmpty()) {
      throw new IllegalArgumentException(
          "Specify at least one of the statuses " + EnumSet.allOf(EntryStatus.class));
    }
    statuses = Set.copyOf(statuses);
  }

  /** Selects all entries with one of these statuses. */
  public static EntrySelection of(EntryStatus first, EntryStatus... more) {
    return new EntrySelection(EnumSet.of(first, more), null, null, null, null);
  }

  /** Narrows the selection to an event type. */
  public EntrySelection withEvent(String type) {
    return new EntrySelection(statuses, paymentIntentId, type, receivedFrom, receivedBefore);
  }

  /** Narrows the selection to a payment intent. */
  public EntrySelection withPaymentIntent(String id) {
    return new EntrySelection(statuses, id, event, receivedFrom, receivedBefore);
  }

  /** Narrows the selection to a time of receipt; {@code before} is exclusive. */
  public EntrySelection receivedBetween(@Nullable Instant from, @Nullable Instant before) {
    return new EntrySelection(statuses, paymentIntentId, event, from, before);
  }
}
