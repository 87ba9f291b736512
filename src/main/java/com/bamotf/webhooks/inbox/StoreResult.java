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
   * The event may or may not have been stored: the database was unavailable for too long or
   * rejected it, too many requests were waiting, or the server is stopping. Storing it again is
   * safe.
   *
   * @param reason for the operator, without secrets
   */
  record Unavailable(String reason) implements StoreResult {}
}
