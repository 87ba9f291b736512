package com.bamotf.webhooks.inbox;

/** Where an entry stands. The name is what the column {@code status} holds. */
public enum EntryStatus {

  /**
   * Waits for its next attempt. Entered when a readable delivery is stored, and by requeuing; left
   * when an attempt is decided. An attempt that fails and may be repeated leaves the entry here,
   * with a later time.
   */
  PENDING,

  /**
   * Its observers did their work, in the transaction that set this status. Left by a forced requeue
   * or by retention.
   */
  HANDLED,

  /**
   * No observer of the application handles such events in their transaction; nothing was done. Left
   * by requeuing, for example after a deployment that brings a handler, or by retention. Does not
   * supersede other events of its payment intent.
   */
  UNOBSERVED,

  /**
   * Came after its payment intent had gone further, and was therefore not fired. Left by a forced
   * requeue or by retention.
   */
  SUPERSEDED,

  /**
   * Given up: its attempts are used up, or a handler said that it cannot ever work. Left by
   * requeuing only; retention does not touch it.
   */
  ABANDONED,

  /**
   * Signed, yet unreadable or of a mode that is not taken. Left by requeuing only; retention does
   * not touch it.
   */
  QUARANTINED
}
