package com.bamotf.webhooks.inbox;

/**
 * What identifies an event of one of the four known types.
 *
 * @param type such as {@code payment_intent.succeeded}
 */
public record KnownEvent(String paymentIntentId, String mode, String type) {}
