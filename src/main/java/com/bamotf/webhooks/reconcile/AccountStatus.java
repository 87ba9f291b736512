package com.bamotf.webhooks.reconcile;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the reconciliation of one account and mode stands, the same on every server. All times are
 * the database's.
 *
 * @param account the number of its API key in the settings: 1 is {@code bamotf.api.key}
 * @param running whether a server reconciles it at this moment
 * @param startedAt when the last run began; null before the first one
 * @param duration of the last run; null while it runs, or if its server died
 * @param counts of the last run, or of the running one as far as it has come
 * @param problem what was wrong in the last run that ended, for a person; null if nothing was
 * @param failures runs in a row that did not come to their end
 * @param succeededAt when a run last came to its end; null if none has
 */
public record AccountStatus(
    int account,
    boolean running,
    @Nullable Instant startedAt,
    @Nullable Duration duration,
    RunCounts counts,
    @Nullable String problem,
    int failures,
    @Nullable Instant succeededAt) {

  /** Whether an operator should look: the last run failed, or could not read something. */
  public boolean isDegraded() {
    return problem != null;
  }
}
