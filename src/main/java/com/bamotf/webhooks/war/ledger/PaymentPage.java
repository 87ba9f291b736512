package com.bamotf.webhooks.war.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list of payments.
 *
 * @param payments newest first; at the same time, the greater id first. Fewer than {@link
 *     PaymentQuery#limit} on the last page, or if more would be too large
 * @param total the number of payments on all pages
 */
record PaymentPage(PaymentQuery query, List<Payment> payments, long total) {

  /** Bytes. A page with several payments stays below this size. */
  static final int MAX_SIZE = 1024 * 1024;

  /** The bytes of a payment without its texts. */
  private static final int FIXED_SIZE = 1024;

  PaymentPage {
    payments = List.copyOf(payments);
  }

  /**
   * The ids of the first payments that fit into one page, at least one.
   *
   * @param sizes for each payment its id and the size of each text in bytes
   */
  static List<String> fitting(List<Object[]> sizes) {
    List<String> ids = new ArrayList<>();
    long bytes = 0;
    for (Object[] payment : sizes) {
      bytes += FIXED_SIZE;
      for (int i = 1; i < payment.length; i++) {
        bytes += ((Number) payment[i]).longValue();
      }
      if (bytes > MAX_SIZE && !ids.isEmpty()) {
        break;
      }
      ids.add((String) payment[0]);
    }
    return ids;
  }

  /** The next page; empty if this is the last. */
  Optional<PaymentQuery> next() {
    boolean last = payments.isEmpty() || query.offset() + payments.size() >= total;
    return last ? Optional.empty() : Optional.of(query.after(payments.size()));
  }
}
