package com.bamotf.webhooks.event;

/** The way by which an event came into the application. */
public enum Source {
  /** Sent by bamotf, its signature verified. */
  WEBHOOK,
  /** Found by asking bamotf's REST API; the body is made by this module and not signed. */
  RECONCILED,
  /** Made by a person or a test, to see what the handlers do. */
  TEST
}
