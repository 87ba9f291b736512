package com.bamotf.webhooks.ledger;

import java.util.List;

/**
 * One answer's part of a list of payments.
 *
 * @param query what was asked for
 * @param payments newest first; of the same moment, the greater id first
 * @param total how many payments the whole list holds
 */
record PaymentPage(PaymentQuery query, List<Payment> payments, long total) {

  PaymentPage {
    payments = List.copyOf(payments);
  }

  boolean isLast() {
    return query.offset() + (long) query.limit() >= total;
  }
}
