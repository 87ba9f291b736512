/**
 * The public API: the events that your beans observe, their payment intent, and the exceptions with
 * which a handler retries or abandons an event.
 */
@NullMarked
package com.bamotf.webhooks.event;

import org.jspecify.annotations.NullMarked;
