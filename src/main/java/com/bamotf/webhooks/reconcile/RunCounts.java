package com.bamotf.webhooks.reconcile;

/**
 * What a run has counted so far.
 *
 * @param seen payment intents looked at
 * @param gaps events missing from the inbox
 * @param filled gaps that this run stored; the others arrived by webhook meanwhile, or could not be
 *     stored
 * @param skipped payment intents of a mode that this receiver does not accept
 * @param deferred missing events so recent that their webhook is probably on its way
 * @param unreadable payment intents that are too large or cannot be read
 */
public record RunCounts(
    long seen, long gaps, long filled, long skipped, long deferred, long unreadable) {

  static final RunCounts NONE = new RunCounts(0, 0, 0, 0, 0, 0);
}
