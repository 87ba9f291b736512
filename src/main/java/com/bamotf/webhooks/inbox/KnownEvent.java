package com.bamotf.webhooks.inbox;

/**
 * Identifies an event of one of the four types that this version knows, without its body.
 *
 * @param type such as {@code payment_intent.succeeded}
 */
public record KnownEvent(String paymentIntentId, String mode, String type) {}
