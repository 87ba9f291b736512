/**
 * The durable inbox: stores each event once, hands out one event per payment intent at a time, and
 * keeps the history until retention ends.
 */
@NullMarked
package com.bamotf.webhooks.inbox;

import org.jspecify.annotations.NullMarked;
