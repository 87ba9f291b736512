package com.bamotf.webhooks.inbox.admin;

import org.jspecify.annotations.Nullable;

/**
 * How far a bulk requeue of this server is. It is a snapshot; {@link RequeueJobs#find} returns a
 * newer one.
 *
 * @param id unique across servers
 * @param done how many entries were requeued so far
 * @param refused how many entries were refused so far, changed since they were counted, or no
 *     longer exist
 * @param total how many entries there were when it started; the others may change meanwhile
 * @param problem why it failed; null otherwise
 */
public record RequeueJob(
    String id, State state, long done, long refused, long total, @Nullable String problem) {

  /** Everything but {@link #RUNNING} is final. */
  public enum State {
    /** It is requeuing entries. */
    RUNNING,
    /** It has tried every selected entry. */
    DONE,
    /** It was canceled. What was requeued stays requeued. */
    CANCELED,
    /** The database failed. What was requeued stays requeued, and a new job continues. */
    FAILED
  }
}
