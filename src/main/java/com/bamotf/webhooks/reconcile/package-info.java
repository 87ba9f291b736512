/** Finds events that bamotf never managed to deliver, through its REST API, and stores them. */
@NullMarked
package com.bamotf.webhooks.reconcile;

import org.jspecify.annotations.NullMarked;
