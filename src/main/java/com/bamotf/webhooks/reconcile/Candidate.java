package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.IntentList.Listed;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.inbox.KnownEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event that a payment intent's status implies, and that the inbox may lack.
 *
 * @param accountId of bamotf; empty if unknown
 * @param createdAt of the payment intent; null if unknown
 * @param happenedBy when it had certainly happened; null if unknown
 * @param changedAt of the payment intent; null if unknown
 * @param paid whether its transactions, which today's API does not list, pay it
 */
record Candidate(
    Listed listed,
    KnownEvent event,
    String accountId,
    @Nullable Instant createdAt,
    @Nullable Instant happenedBy,
    @Nullable Instant changedAt,
    boolean paid) {

  /** Empty if the status implies no event. */
  static Optional<Candidate> of(Listed listed, PaymentIntent intent) {
    return MissedEvent.nameOf(intent)
        .map(type -> of(listed, intent, new KnownEvent(intent.id(), intent.mode(), type)));
  }

  private static Candidate of(Listed listed, PaymentIntent intent, KnownEvent event) {
    Instant created = intent.createdAt();
    Instant changed = intent.updatedAt() != null ? intent.updatedAt() : created;
    Instant canceled = intent.status().equals(PaymentIntent.CANCELED) ? intent.canceledAt() : null;
    return new Candidate(
        listed,
        event,
        intent.accountId() == null ? "" : intent.accountId(),
        created,
        // Unlike updatedAt, an edit of the description does not move it.
        canceled != null ? canceled : changed,
        changed,
        intent.transactionsKnown() && intent.isPaid());
  }
}
