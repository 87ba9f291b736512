package com.bamotf.webhooks.event;

import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a payment intent and its transactions, as bamotf's server writes them. */
final class PaymentIntentReader {

  private final MetadataReader metadata;

  PaymentIntentReader(JsonProvider provider) {
    this.metadata = new MetadataReader(provider);
  }

  PaymentIntent read(JsonFields fields) {
    List<Transaction> transactions = transactions(fields.objects("transactions"));
    try {
      return new PaymentIntent(
          Scalars.identifier(fields, "id"),
          Scalars.identifier(fields, "mode"),
          fields.text("address"),
          Scalars.amount(fields, "amount"),
          Scalars.identifier(fields, "status"),
          Scalars.count(fields, "confirmations"),
          Scalars.tolerance(fields, "tolerance"),
          Scalars.identifier(fields, "currency"),
          Scalars.instant(fields, "canceledAt"),
          fields.text("cancellationReason"),
          fields.text("description"),
          metadata.read(fields, "metadata"),
          Scalars.optionalIdentifier(fields, "accountId"),
          Scalars.instant(fields, "createdAt"),
          Scalars.instant(fields, "updatedAt"),
          transactions == null ? List.of() : transactions,
          transactions != null);
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException(fields.path() + ": " + e.getMessage(), e);
    }
  }

  /** Null when the source does not tell them, which is not the same as none. */
  private static @Nullable List<Transaction> transactions(@Nullable List<JsonFields> objects) {
    if (objects == null) {
      return null;
    }
    List<Transaction> transactions = new ArrayList<>(objects.size());
    for (JsonFields fields : objects) {
      transactions.add(
          new Transaction(
              Scalars.identifier(fields, "id"),
              Scalars.amount(fields, "amount"),
              Scalars.optionalAmount(fields, "originalAmount"),
              Scalars.count(fields, "confirmations"),
              Scalars.optionalIdentifier(fields, "paymentIntentId"),
              Scalars.instant(fields, "createdAt"),
              Scalars.instant(fields, "updatedAt")));
    }
    return transactions;
  }
}
