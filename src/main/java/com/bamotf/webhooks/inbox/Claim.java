package com.bamotf.webhooks.inbox;

import java.util.List;

/** What came of asking for entries to handle. */
public sealed interface Claim {

  /**
   * Entries of different payment intents, held until the current transaction ends.
   *
   * @param entries at least one; what waits longest comes first
   */
  record Claimed(List<ClaimedEntry> entries) implements Claim {
    public Claimed {
      entries = List.copyOf(entries);
    }
  }

  /** Why there is none. */
  enum None implements Claim {
    /** Another worker had decided the entries a moment before. There may be more: ask again. */
    LOST,
    /** Nothing is due, or everything due is being handled elsewhere. */
    NOTHING
  }
}
