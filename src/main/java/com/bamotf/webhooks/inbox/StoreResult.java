package com.bamotf.webhooks.inbox;

import org.jspecify.annotations.Nullable;

/** The result of storing a delivery. */
public sealed interface StoreResult {

  /** The event is committed. */
  sealed interface Kept extends StoreResult {

    /** Of the event's entry; null if that was deleted meanwhile. */
    @Nullable Long entryId();
  }

  /** It was new. */
  record Stored(Long entryId) implements Kept {}

  /** It was stored before; its count of deliveries was incremented. */
  record Duplicate(@Nullable Long entryId) implements Kept {}

  /**
   * The event may not be stored: the database was unavailable for too long, or too many requests
   * were waiting. Storing it again is safe.
   *
   * @param reason for the operator, without secrets
   */
  record Unavailable(String reason) implements StoreResult {}
}
