/**
 * Delivers stored events to the application's observers: one event, one transaction, which also
 * completes its entry.
 */
@NullMarked
package com.bamotf.webhooks.dispatch;

import org.jspecify.annotations.NullMarked;
