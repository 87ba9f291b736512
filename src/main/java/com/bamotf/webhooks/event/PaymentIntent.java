package com.bamotf.webhooks.event;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A request for payment. Immutable, and equal by value.
 *
 * <p>Amounts are whole numbers of the currency's smallest unit: satoshi for BTC, cents for USD, and
 * yen for JPY, which has no fraction. A newer bamotf may use other modes, statuses and currencies
 * than those named here.
 *
 * @param id unique among all intents of all modes; a UUID
 * @param mode {@code prod}, {@code test} or {@code dev}
 * @param address the bitcoin address to pay to; null if absent
 * @param amount the requested amount, in the smallest unit of {@code currency}, 0 or more
 * @param status {@link #PENDING}, {@link #PROCESSING}, {@link #SUCCEEDED} or {@link #CANCELED}
 * @param confirmations the confirmations a transaction needs before it counts, 0 or more
 * @param tolerance the fraction of a fiat amount that may be missing, 0 to 1, with at most 18
 *     decimals, without trailing zeros; ignored for BTC
 * @param currency {@link #BTC}, or an ISO 4217 code
 * @param canceledAt null unless canceled
 * @param cancellationReason null if none was given
 * @param description null if there is none
 * @param metadata any JSON that the merchant attached; {@link JsonValue#NULL} if there is none
 * @param accountId the bamotf account; null if absent
 * @param createdAt null if absent
 * @param updatedAt null if absent
 * @param transactions every transaction seen so far, confirmed or not; unmodifiable; empty if
 *     unknown
 * @param transactionsKnown false if the source has no transactions, such as bamotf's REST API
 */
public record PaymentIntent(
    String id,
    String mode,
    @Nullable String address,
    long amount,
    String status,
    int confirmations,
    BigDecimal tolerance,
    String currency,
    @Nullable Instant canceledAt,
    @Nullable String cancellationReason,
    @Nullable String description,
    JsonValue metadata,
    @Nullable String accountId,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    List<Transaction> transactions,
    boolean transactionsKnown) {

  /** Not paid yet. */
  public static final String PENDING = "pending";

  /** Paid, but with too few confirmations or too little money. */
  public static final String PROCESSING = "processing";

  /** Paid. */
  public static final String SUCCEEDED = "succeeded";

  /** Canceled. */
  public static final String CANCELED = "canceled";

  /** The currency whose smallest unit is the satoshi. */
  public static final String BTC = "BTC";

  /**
   * @throws IllegalArgumentException if a number is out of its range, if unknown transactions are
   *     not empty, or if the sum of those that count is above 2<sup>63</sup>-1
   */
  public PaymentIntent {
    Amounts.requireNotNegative("amount", amount);
    Amounts.requireNotNegative("confirmations", confirmations);
    tolerance = Amounts.normalTolerance(tolerance);
    transactions = List.copyOf(transactions);
    if (!transactionsKnown && !transactions.isEmpty()) {
      throw new IllegalArgumentException(
          "transactions must be empty while transactionsKnown is false");
    }
    // Refuses a sum that overflows, so that no accessor throws.
    var unused = Amounts.received(currency, confirmations, transactions);
  }

  /**
   * The amount received with enough confirmations, in the smallest unit of {@link #currency()}: the
   * sum of {@link Transaction#amount()} for BTC, of {@link Transaction#originalAmount()} otherwise.
   *
   * <p>Empty if the transactions are unknown, or if one that counts lacks its value in the intent's
   * currency. (bamotf itself counts the latter as zero.)
   */
  public OptionalLong receivedAmount() {
    return transactionsKnown
        ? Amounts.received(currency, confirmations, transactions)
        : OptionalLong.empty();
  }

  /**
   * Whether {@link #receivedAmount()} reaches {@link #requiredAmount()}. If the received amount is
   * unknown, whether {@link #status()} is {@link #SUCCEEDED}.
   */
  public boolean isPaid() {
    OptionalLong received = receivedAmount();
    return received.isPresent()
        ? received.getAsLong() >= requiredAmount()
        : status.equals(SUCCEEDED);
  }

  /**
   * The minimum amount that pays the intent: the whole {@link #amount()} for BTC, and {@code amount
   * × (1 − tolerance)} rounded up to a whole unit otherwise.
   *
   * <p>Exact. bamotf calculates in binary floating point and may require one unit more.
   */
  public long requiredAmount() {
    return Amounts.required(currency, amount, tolerance);
  }

  /**
   * How much is still missing, with enough confirmations; 0 if {@link #isPaid()}. Empty if it is
   * unpaid and the received amount is unknown.
   */
  public OptionalLong missingAmount() {
    if (isPaid()) {
      return OptionalLong.of(0);
    }
    OptionalLong received = receivedAmount();
    return received.isPresent()
        ? OptionalLong.of(requiredAmount() - received.getAsLong())
        : OptionalLong.empty();
  }

  /**
   * How much was received beyond {@link #amount()}, 0 if nothing. Empty if the received amount is
   * unknown.
   */
  public OptionalLong overpaidAmount() {
    OptionalLong received = receivedAmount();
    return received.isPresent()
        ? OptionalLong.of(Math.max(0, received.getAsLong() - amount))
        : OptionalLong.empty();
  }

  /**
   * A single value of the metadata: a string as is; a number, {@code true} or {@code false} as JSON
   * text. Empty if the metadata is not a JSON object, or if the key is absent or its value is null,
   * an object or a list.
   */
  public Optional<String> metadata(String key) {
    if (!(metadata instanceof JsonObject members)) {
      return Optional.empty();
    }
    JsonValue value = members.getOrDefault(key, JsonValue.NULL);
    if (value instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    return value instanceof JsonStructure || value.getValueType() == JsonValue.ValueType.NULL
        ? Optional.empty()
        : Optional.of(value.toString());
  }
}
