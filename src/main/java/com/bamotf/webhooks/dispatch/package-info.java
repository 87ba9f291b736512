/**
 * Hands stored events to the application: one event, one transaction, in which its observers work
 * and its entry is completed.
 */
@NullMarked
package com.bamotf.webhooks.dispatch;

import org.jspecify.annotations.NullMarked;
