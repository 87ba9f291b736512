package com.bamotf.webhooks.event;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A bitcoin transaction to the address of a payment intent.
 *
 * @param id the bitcoin transaction id; in bamotf's dev mode a UUID
 * @param amount satoshi, 0 or more
 * @param originalAmount the value when the payment was first seen, in the smallest unit of the
 *     intent's currency, 0 or more; empty for an intent in BTC
 * @param confirmations blocks that confirm the transaction, 0 while it is unconfirmed
 * @param paymentIntentId null if absent
 * @param createdAt when bamotf first saw it; null if absent
 * @param updatedAt when bamotf last changed it; null if absent
 */
public record Transaction(
    String id,
    long amount,
    OptionalLong originalAmount,
    int confirmations,
    @Nullable String paymentIntentId,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {

  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public Transaction {
    Amounts.requireNotNegative("amount", amount);
    Amounts.requireNotNegative("originalAmount", originalAmount.orElse(0));
    Amounts.requireNotNegative("confirmations", confirmations);
  }
}
