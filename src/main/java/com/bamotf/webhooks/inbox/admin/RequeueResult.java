package com.bamotf.webhooks.inbox.admin;

import org.jspecify.annotations.Nullable;

/** The result of requeuing an entry. */
public sealed interface RequeueResult {

  /** The entry is pending again, with its attempts reset. */
  record Requeued() implements RequeueResult {}

  /**
   * The entry was not changed.
   *
   * @param reason why, and what can be done
   * @param conflict the id of the entry that prevents it: one that was handled and took the payment
   *     intent further, or a duplicate; null if there is none
   * @param canForce whether it can be forced
   */
  record Refused(String reason, @Nullable Long conflict, boolean canForce)
      implements RequeueResult {}

  /** There is no entry with this id; retention may have deleted it. */
  record Unknown() implements RequeueResult {}
}
