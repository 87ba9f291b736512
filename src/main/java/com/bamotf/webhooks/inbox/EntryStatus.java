package com.bamotf.webhooks.inbox;

/** The state of an entry. The column {@code status} holds the name. */
public enum EntryStatus {

  /**
   * Waiting for its next attempt. Entered when a readable delivery is stored, or by a requeue. A
   * failed attempt that will be retried keeps this status.
   */
  PENDING,

  /**
   * Its observers' work was committed together with this status. Left by a forced requeue, or
   * deleted by retention.
   */
  HANDLED,

  /**
   * No observer handled the event in its transaction. Does not supersede other events of its
   * payment intent. Left by a requeue, for example after deploying a handler, or deleted by
   * retention.
   */
  UNOBSERVED,

  /**
   * Not fired, because a later event of its payment intent was handled first. Left by a forced
   * requeue, or deleted by retention.
   */
  SUPERSEDED,

  /**
   * Given up: no attempts are left, or a handler asked never to retry. Left only by a requeue;
   * retention does not delete it.
   */
  ABANDONED,

  /**
   * Signed, but unreadable, of a mode this receiver does not accept, or by a secret that must not
   * sign it. Left only by a requeue; retention does not delete it.
   */
  QUARANTINED
}
