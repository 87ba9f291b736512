package com.bamotf.webhooks.inbox;

/** What came of asking for an entry to handle. */
public sealed interface Claim {

  /** An entry, held until the current transaction ends. */
  record Claimed(ClaimedEntry entry) implements Claim {}

  /** Another worker had decided the entry a moment before. There may be more: ask again. */
  record Lost() implements Claim {}

  /** Nothing is due, or everything due is being handled elsewhere. */
  record Nothing() implements Claim {}
}
