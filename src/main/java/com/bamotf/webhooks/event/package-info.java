/**
 * The public API: the events that the application's beans observe, the payment intent they carry,
 * and the exceptions with which a handler tells what shall become of an event.
 *
 * <p>This package depends on nothing else of the module.
 */
@NullMarked
package com.bamotf.webhooks.event;

import org.jspecify.annotations.NullMarked;
