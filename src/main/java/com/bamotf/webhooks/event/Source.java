package com.bamotf.webhooks.event;

/** Where an event came from. */
public enum Source {
  /** Sent by bamotf, its signature verified. */
  WEBHOOK,
  /** Found through bamotf's REST API; this module made the body, which is not signed. */
  RECONCILED,
  /** Made by a person or a test to try out the handlers. */
  TEST
}
