package com.bamotf.webhooks.inbox;

/** The result of storing a delivery. */
public sealed interface StoreResult {

  /** The event is committed. */
  enum Kept implements StoreResult {
    /** It was new. */
    STORED,
    /** It was stored before; its count of deliveries was incremented. */
    DUPLICATE
  }

  /**
   * The event may not be stored: the database was unavailable for too long, or too many requests
   * were waiting. Storing it again is safe.
   *
   * @param reason for the operator, without secrets
   */
  record Unavailable(String reason) implements StoreResult {}
}
