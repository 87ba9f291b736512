package com.bamotf.webhooks.inbox;

/** What became of a delivery that was to be stored. */
public sealed interface StoreResult {

  /** It is committed to the database. */
  enum Kept implements StoreResult {
    /** By this delivery. */
    STORED,
    /** The same fact was committed before; its count of deliveries went up by one. */
    DUPLICATE
  }

  /**
   * Not known to be committed: the database was away for too long, or too many requests waited
   * already. Storing it again is safe.
   *
   * @param reason for the operator, without secrets
   */
  record Unavailable(String reason) implements StoreResult {}
}
