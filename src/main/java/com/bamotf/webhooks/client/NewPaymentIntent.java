package com.bamotf.webhooks.client;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A payment intent to be created. Immutable.
 *
 * @param address the bitcoin address to pay to; bamotf accepts each one once
 * @param amount in the smallest unit of the currency (satoshi, cents), 0 or more
 * @param currency {@code BTC}, or an ISO 4217 code that bamotf knows
 * @param confirmations that a transaction needs, 0 or more; null leaves it to bamotf (1)
 * @param tolerance the part of a fiat amount that may be missing, 0 to 1; null leaves it to bamotf
 *     (0.02)
 * @param description null for none
 */
public record NewPaymentIntent(
    String address,
    long amount,
    String currency,
    @Nullable Integer confirmations,
    @Nullable BigDecimal tolerance,
    @Nullable String description) {

  /**
   * @throws IllegalArgumentException if the amount, confirmations or tolerance is out of its range
   */
  public NewPaymentIntent {
    if (amount < 0 || (confirmations != null && confirmations < 0)) {
      throw new IllegalArgumentException(
          "amount is %s and confirmations %s; both must be 0 or more"
              .formatted(amount, confirmations));
    }
    if (tolerance != null && (tolerance.signum() < 0 || tolerance.compareTo(BigDecimal.ONE) > 0)) {
      throw new IllegalArgumentException("tolerance is " + tolerance + "; it must be from 0 to 1");
    }
  }

  /** Leaves the rest to bamotf's defaults. */
  public NewPaymentIntent(String address, long amount, String currency) {
    this(address, amount, currency, null, null, null);
  }

  /** Writes the amount as a string: JavaScript's numbers do not hold every long. */
  String toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("address", address)
            .add("amount", String.valueOf(amount))
            .add("currency", currency);
    if (confirmations != null) {
      json.add("confirmations", confirmations);
    }
    if (tolerance != null) {
      json.add("tolerance", tolerance);
    }
    if (description != null) {
      json.add("description", description);
    }
    return json.build().toString();
  }
}
