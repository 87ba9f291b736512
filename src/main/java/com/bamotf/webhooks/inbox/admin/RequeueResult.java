package com.bamotf.webhooks.inbox.admin;

/** The result of requeuing an entry. */
public sealed interface RequeueResult {

  /** The entry is pending again, with its attempts reset. */
  record Requeued() implements RequeueResult {}

  /**
   * The entry was not changed.
   *
   * @param reason why, and what can be done
   */
  record Refused(String reason) implements RequeueResult {}

  /** There is no entry with this id; retention may have deleted it. */
  record Unknown() implements RequeueResult {}
}
