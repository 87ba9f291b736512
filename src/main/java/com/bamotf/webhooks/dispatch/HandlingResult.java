package com.bamotf.webhooks.dispatch;

/** The result of one pass of a worker. */
public enum HandlingResult {
  /** An entry was completed as handled, superseded or unobserved. */
  DONE,
  /** An attempt failed; the entry waits for the next one or is abandoned. */
  FAILED,
  /** Another worker was faster; there may be more to do. */
  LOST,
  /** Nothing was due. */
  NOTHING,
  /** The attempt exceeded its timeout; another thread has replaced this worker. */
  OVERDUE
}
