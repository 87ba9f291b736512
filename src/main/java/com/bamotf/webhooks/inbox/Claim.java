package com.bamotf.webhooks.inbox;

/** What came of asking for an entry to handle. */
public sealed interface Claim {

  /** An entry whose payment intent is locked until the current transaction ends. */
  record Claimed(ClaimedEntry entry) implements Claim {}

  /** Why there is none. */
  enum None implements Claim {
    /** Another worker had decided the entry a moment before. There may be more: ask again. */
    LOST,
    /** Nothing is due, or everything due is being handled elsewhere. */
    NOTHING
  }
}
