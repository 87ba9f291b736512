package com.bamotf.webhooks.event;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The message, as opposed to the payment.
 *
 * @param id the message's id, <strong>new for each attempt</strong>: useful in logs, never for
 *     deduplication; null if absent
 * @param idempotencyKey the member idempotenceKey (sic): the same for all attempts of one job, but
 *     not unique, since bamotf counts from 1 again when its queue is reset
 * @param created when this attempt was made, by the sender's clock; null if absent
 * @param eventType the event's name on the wire, such as {@code payment_intent.succeeded}
 * @param source where the event came from
 * @param signedBy the name of the setting with the secret that signed the message, such as {@code
 *     bamotf.webhook.secret.2}; null if no secret did, as for {@link Source#RECONCILED}
 * @param body the message exactly as it was signed
 */
public record Delivery(
    @Nullable String id,
    String idempotencyKey,
    @Nullable Instant created,
    String eventType,
    Source source,
    @Nullable String signedBy,
    RawBody body) {

  private static final Set<String> KNOWN_TYPES =
      Set.of(
          PaymentIntentSucceeded.TYPE,
          PaymentIntentProcessing.TYPE,
          PaymentIntentCanceled.TYPE,
          PaymentIntentPending.TYPE);

  void requireType(String type) {
    if (!type.equals(eventType)) {
      throw new IllegalArgumentException(
          "The delivery is of type " + eventType + "; it must be " + type);
    }
  }

  void requireUnknownType() {
    if (KNOWN_TYPES.contains(eventType)) {
      throw new IllegalArgumentException(eventType + " has its own event record; use that one");
    }
  }
}
