package com.bamotf.webhooks.wire;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.Transaction;
import java.util.List;

/** Reads a payment intent and its transactions, as bamotf's server writes them. */
final class PaymentIntentReader {

  private PaymentIntentReader() {}

  static PaymentIntent read(JsonFields fields) {
    List<JsonFields> transactions = fields.objects("transactions");
    try {
      return new PaymentIntent(
          fields.identifier("id"),
          fields.identifier("mode"),
          fields.text("address"),
          fields.amount("amount"),
          fields.identifier("status"),
          fields.count("confirmations"),
          fields.tolerance("tolerance"),
          fields.identifier("currency"),
          fields.instant("canceledAt"),
          fields.text("cancellationReason"),
          fields.text("description"),
          fields.any("metadata"),
          fields.optionalIdentifier("accountId"),
          fields.instant("createdAt"),
          fields.instant("updatedAt"),
          transactions == null
              ? List.of()
              : transactions.stream().map(PaymentIntentReader::transaction).toList(),
          transactions != null);
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException(fields.path() + ": " + e.getMessage(), e);
    }
  }

  private static Transaction transaction(JsonFields fields) {
    return new Transaction(
        fields.identifier("id"),
        fields.amount("amount"),
        fields.optionalAmount("originalAmount"),
        fields.count("confirmations"),
        fields.optionalIdentifier("paymentIntentId"),
        fields.instant("createdAt"),
        fields.instant("updatedAt"));
  }
}
