package com.bamotf.webhooks.reconcile;

/**
 * What a run has come across so far.
 *
 * @param seen payment intents looked at
 * @param gaps facts that the inbox did not have
 * @param filled those of them that were stored by this run; the others came by webhook meanwhile,
 *     or could not be stored
 * @param skipped payment intents of a mode that this receiver does not take
 * @param deferred facts that are missing but so young that their webhook is probably under way
 * @param unreadable payment intents that are larger than allowed or cannot be read
 */
public record RunCounts(
    long seen, long gaps, long filled, long skipped, long deferred, long unreadable) {

  static final RunCounts NONE = new RunCounts(0, 0, 0, 0, 0, 0);

  RunCounts plus(RunCounts other) {
    return new RunCounts(
        seen + other.seen,
        gaps + other.gaps,
        filled + other.filled,
        skipped + other.skipped,
        deferred + other.deferred,
        unreadable + other.unreadable);
  }
}
