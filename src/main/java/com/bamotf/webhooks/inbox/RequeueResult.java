package com.bamotf.webhooks.inbox;

/** What came of requeuing one entry. */
public sealed interface RequeueResult {

  /** It will be handled as soon as a worker is free, with all its attempts before it. */
  record Requeued() implements RequeueResult {}

  /**
   * It stays as it is.
   *
   * @param reason what stands against it, and what can be done
   */
  record Refused(String reason) implements RequeueResult {}

  /** There is no entry of this id; retention may have removed it. */
  record Unknown() implements RequeueResult {}
}
