package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.Account;
import org.jspecify.annotations.Nullable;

/**
 * The right to reconcile an account, which ends by itself unless it is kept.
 *
 * @param owner stands for one run
 * @param previousProblem what was wrong in the last run that ended; null if nothing was
 * @param previousFailures runs in a row that had failed before this one
 */
record Lease(
    Account account, String owner, @Nullable String previousProblem, int previousFailures) {}
