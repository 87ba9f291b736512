package com.bamotf.webhooks.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;

/** The exact arithmetic of a payment. */
final class Amounts {

  /** Bounds the arithmetic. bamotf writes four decimals. */
  private static final int MAX_TOLERANCE_DECIMALS = 18;

  private Amounts() {}

  /** Empty if a transaction that counts lacks its value in the currency. */
  static OptionalLong received(String currency, int confirmations, List<Transaction> transactions) {
    boolean bitcoin = currency.equals(PaymentIntent.BTC);
    long sum = 0;
    for (Transaction transaction : transactions) {
      if (transaction.confirmations() >= confirmations) {
        if (!bitcoin && transaction.originalAmount().isEmpty()) {
          return OptionalLong.empty();
        }
        sum = add(sum, bitcoin ? transaction.amount() : transaction.originalAmount().getAsLong());
      }
    }
    return OptionalLong.of(sum);
  }

  static long required(String currency, long amount, BigDecimal tolerance) {
    if (currency.equals(PaymentIntent.BTC)) {
      return amount;
    }
    return BigDecimal.valueOf(amount)
        .multiply(BigDecimal.ONE.subtract(tolerance))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  static BigDecimal normalTolerance(BigDecimal tolerance) {
    BigDecimal normal = tolerance.stripTrailingZeros();
    if (normal.signum() < 0
        || normal.compareTo(BigDecimal.ONE) > 0
        || normal.scale() > MAX_TOLERANCE_DECIMALS) {
      throw new IllegalArgumentException(
          "tolerance is %s; it must be from 0 to 1, with at most %s decimals"
              .formatted(tolerance, MAX_TOLERANCE_DECIMALS));
    }
    return normal;
  }

  static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be 0 or more");
    }
  }

  private static long add(long left, long right) {
    long sum = left + right;
    // Neither is negative, so a negative sum has overflowed.
    if (sum < 0) {
      throw new IllegalArgumentException("the transactions sum to more than " + Long.MAX_VALUE);
    }
    return sum;
  }
}
