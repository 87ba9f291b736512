package com.bamotf.webhooks.wire;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.Transaction;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a payment intent and its transactions, as bamotf's server writes them. */
final class PaymentIntentReader {

  /**
   * bamotf writes a transaction in 212 bytes or more, so that a body of 1 MiB never has so many;
   * made up, one takes 40.
   */
  static final int MAX_TRANSACTIONS = 5_000;

  private static final String TRANSACTIONS = "transactions";

  /** Where they stand in a webhook, and where in an answer of bamotf's REST API. */
  private static final Set<JsonPath> LISTS_OF_TRANSACTIONS =
      Set.of(
          JsonPath.ROOT.member("data").member("paymentIntent").member(TRANSACTIONS),
          JsonPath.ROOT.member(TRANSACTIONS));

  private final MetadataReader metadata;

  PaymentIntentReader(JsonProvider provider) {
    this.metadata = new MetadataReader(provider);
  }

  /** How many elements the list at this place may have. */
  static int mostItems(JsonPath list) {
    return list.name().equals(TRANSACTIONS) && LISTS_OF_TRANSACTIONS.contains(list)
        ? MAX_TRANSACTIONS
        : Integer.MAX_VALUE;
  }

  PaymentIntent read(JsonFields fields) {
    List<Transaction> transactions = transactions(fields.objects(TRANSACTIONS));
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
