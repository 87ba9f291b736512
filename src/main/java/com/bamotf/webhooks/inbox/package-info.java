/**
 * The durable store of deliveries: stores them once, hands them out one at a time per payment
 * intent, and keeps their history until retention ends.
 */
@NullMarked
package com.bamotf.webhooks.inbox;

import org.jspecify.annotations.NullMarked;
