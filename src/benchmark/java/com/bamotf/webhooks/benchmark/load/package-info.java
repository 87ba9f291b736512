/** Whole servers and whole inboxes on one durable PostgreSQL, beside the guide's own receiver. */
@NullMarked
package com.bamotf.webhooks.benchmark.load;

import org.jspecify.annotations.NullMarked;
