package com.bamotf.webhooks.reconcile;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param complete whether it came to the end of the list or of the window
 * @param failures runs in a row that failed, with this one
 * @param problem what went wrong, for a person; null if nothing did
 * @param again when the next run should begin although nobody asks for it; null for the usual
 *     interval
 */
record RunOutcome(
    RunCounts counts,
    boolean complete,
    int failures,
    @Nullable String problem,
    @Nullable Duration again) {}
