/**
 * Asks bamotf itself: a client of its REST API for the application's beans, and the search for
 * events that bamotf never managed to deliver, which go into the inbox like every other one.
 */
@NullMarked
package com.bamotf.webhooks.reconcile;

import org.jspecify.annotations.NullMarked;
