package com.bamotf.webhooks.dispatch;

/** What came of one turn of a worker. */
enum Outcome {
  /** An entry ended as handled or superseded. */
  DONE,
  /**
   * A handling failed; the failure is kept and the entry waits for its next attempt or is given up.
   */
  FAILED,
  /** Another worker was faster. There may be more to do. */
  LOST,
  /** Nothing was due. */
  NOTHING,
  /** The turn took longer than it may; another thread has taken this worker's place. */
  OVERDUE
}
