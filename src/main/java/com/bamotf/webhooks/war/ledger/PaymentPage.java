package com.bamotf.webhooks.war.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One answer's part of a list of payments.
 *
 * @param query what was asked for
 * @param payments newest first; of the same moment, the greater id first. Fewer than {@link
 *     PaymentQuery#limit} on the last page, and where more would be too large
 * @param total how many payments the whole list holds
 */
record PaymentPage(PaymentQuery query, List<Payment> payments, long total) {

  /** Bytes. A page ends before the payment that would bring it above this size. */
  static final int LARGEST = 1024 * 1024;

  /** What a payment takes beside its texts, in bytes. */
  private static final int EACH = 1024;

  PaymentPage {
    payments = List.copyOf(payments);
  }

  /**
   * The first of these payments that fit into one page, at least one.
   *
   * @param sizes of each payment the id, and the bytes of each of its texts
   */
  static List<String> fitting(List<Object[]> sizes) {
    List<String> ids = new ArrayList<>();
    long bytes = 0;
    for (Object[] payment : sizes) {
      bytes += EACH;
      for (int i = 1; i < payment.length; i++) {
        bytes += ((Number) payment[i]).longValue();
      }
      if (bytes > LARGEST && !ids.isEmpty()) {
        break;
      }
      ids.add((String) payment[0]);
    }
    return ids;
  }

  /** The list from where this page ends; empty at its end. */
  Optional<PaymentQuery> next() {
    boolean last = payments.isEmpty() || query.offset() + payments.size() >= total;
    return last ? Optional.empty() : Optional.of(query.after(payments.size()));
  }
}
