package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.telemetry.Telemetry.ReconcileOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param lease under which it ran
 * @param complete whether it reached the end of the list or of the window
 * @param failures failed runs in a row, including this one
 * @param problem what went wrong, for an operator; null if nothing did
 * @param nextRunIn when to run again; null for the usual interval
 */
record RunOutcome(
    Lease lease,
    RunCounts counts,
    boolean complete,
    int failures,
    @Nullable String problem,
    @Nullable Duration nextRunIn) {

  /** For the metrics. */
  ReconcileOutcome kind() {
    if (complete) {
      return ReconcileOutcome.COMPLETE;
    }
    return failures > lease.previousFailures() ? ReconcileOutcome.FAILED : ReconcileOutcome.STOPPED;
  }
}
