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
 * A request for payment, as bamotf tells it. Immutable, and equal by value.
 *
 * <p>Amounts are whole numbers of the currency's smallest unit: satoshi for BTC, cents for USD, and
 * yen for JPY, which has no fraction. A newer bamotf may use modes, statuses and currencies that
 * are not named here.
 *
 * @param id unique among all intents of all modes; a UUID
 * @param mode {@code prod}, {@code test} or {@code dev}
 * @param address the bitcoin address to pay to; null when the sender left it out
 * @param amount the amount asked for, in the smallest unit of {@code currency}, 0 or more
 * @param status {@link #PENDING}, {@link #PROCESSING}, {@link #SUCCEEDED} or {@link #CANCELED}
 * @param confirmations the confirmations a transaction needs before it counts, 0 or more
 * @param tolerance the part of a fiat amount that may be missing, 0 to 1; means nothing for BTC;
 *     held without trailing zeros
 * @param currency {@link #BTC}, or an ISO 4217 code
 * @param canceledAt null unless canceled
 * @param cancellationReason null unless one was given
 * @param description null when there is none
 * @param metadata whatever JSON the merchant attached; {@link JsonValue#NULL} when there is none
 * @param accountId the bamotf account; null when the sender left it out
 * @param createdAt null when the sender left it out
 * @param updatedAt null when the sender left it out
 * @param transactions every transaction seen so far, confirmed or not; unmodifiable; empty when
 *     they are not known
 * @param transactionsKnown false when the source did not carry the transactions, as bamotf's REST
 *     API does not
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

  /** The status of an intent that nobody has paid to yet. */
  public static final String PENDING = "pending";

  /** The status of an intent whose payment lacks confirmations or money. */
  public static final String PROCESSING = "processing";

  /** The status of a paid intent. */
  public static final String SUCCEEDED = "succeeded";

  /** The status of a canceled intent. */
  public static final String CANCELED = "canceled";

  /** The currency whose smallest unit is the satoshi. */
  public static final String BTC = "BTC";

  /**
   * The most decimals of a {@code tolerance}. bamotf writes four; more would make the arithmetic
   * expensive.
   */
  public static final int MAX_TOLERANCE_DECIMALS = 18;

  /**
   * Holds the values as they are, the tolerance without trailing zeros.
   *
   * @throws IllegalArgumentException if a number is out of its range, if transactions are given
   *     though they are not known, or if the sum of those that count is above 2<sup>63</sup>-1
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
    // Refuses a sum that overflows here, so that no accessor ever throws.
    var unused = Amounts.received(currency, confirmations, transactions);
  }

  /**
   * What has arrived with enough confirmations, in the smallest unit of {@link #currency()}: the
   * sum of {@link Transaction#amount()} for BTC, of {@link Transaction#originalAmount()} otherwise.
   *
   * <p>Empty when it is not known: the transactions are not, or one that counts does not tell its
   * value in the intent's currency. (bamotf itself takes the latter for zero.)
   */
  public OptionalLong receivedAmount() {
    return transactionsKnown
        ? Amounts.received(currency, confirmations, transactions)
        : OptionalLong.empty();
  }

  /**
   * Whether {@link #receivedAmount()} reaches {@link #requiredAmount()}, which is when bamotf calls
   * the intent succeeded. Where the received amount is not known, bamotf's word counts: whether
   * {@link #status()} is {@link #SUCCEEDED}.
   */
  public boolean isPaid() {
    OptionalLong received = receivedAmount();
    return received.isPresent()
        ? received.getAsLong() >= requiredAmount()
        : status.equals(SUCCEEDED);
  }

  /**
   * The least amount with which the intent is paid: the whole {@link #amount()} for BTC, and {@code
   * amount × (1 − tolerance)} rounded up to a whole unit otherwise.
   *
   * <p>Computed in exact decimals. bamotf multiplies in binary floating point, whose rounding can
   * make it ask for one unit more.
   */
  public long requiredAmount() {
    return Amounts.required(currency, amount, tolerance);
  }

  /**
   * How much more must arrive, with enough confirmations, until the intent is paid; 0 when {@link
   * #isPaid()}. Empty when it is unpaid and the received amount is not known.
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
   * How much arrived beyond the amount asked for, 0 when nothing did. Empty when the received
   * amount is not known.
   */
  public OptionalLong overpaidAmount() {
    OptionalLong received = receivedAmount();
    return received.isPresent()
        ? OptionalLong.of(Math.max(0, received.getAsLong() - amount))
        : OptionalLong.empty();
  }

  /**
   * A single value of the metadata: a string as it is, a number, {@code true} or {@code false} as
   * its JSON text. Empty when the metadata is no JSON object, or when the key is absent or holds
   * null, an object or a list.
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
