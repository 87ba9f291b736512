package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.Account;
import org.jspecify.annotations.Nullable;

/**
 * The right to reconcile an account. It expires unless it is renewed.
 *
 * @param owner a random id, new for each run
 * @param previousProblem what went wrong in the last run that ended; null if nothing did
 * @param previousFailures failed runs in a row before this one
 */
record Lease(
    Account account, String owner, @Nullable String previousProblem, int previousFailures) {}
