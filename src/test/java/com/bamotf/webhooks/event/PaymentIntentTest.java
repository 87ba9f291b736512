package com.bamotf.webhooks.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic of a payment, as the server does it. */
class PaymentIntentTest {

  @ParameterizedTest
  @CsvSource({"999, false, 1, 0", "1000, true, 0, 0", "1001, true, 0, 1", "0, false, 1000, 0"})
  void bitcoinIsPaidToTheLastSatoshi(long received, boolean paid, long missing, long overpaid) {
    PaymentIntent intent = intent("BTC", 1_000, "0.5", transaction(received, 99_999, 2));
    assertThat(intent.requiredAmount()).isEqualTo(1_000);
    assertAmounts(intent, received, paid, missing, overpaid);
  }

  @ParameterizedTest
  @CsvSource({
    "9499, false, 1, 0",
    "9500, true, 0, 0",
    "9999, true, 0, 0",
    "10001, true, 0, 1",
    "0, false, 9500, 0"
  })
  void fiatIsPaidWithinTheTolerance(long received, boolean paid, long missing, long overpaid) {
    PaymentIntent intent = intent("USD", 10_000, "0.05", transaction(1, received, 2));
    assertThat(intent.requiredAmount()).isEqualTo(9_500);
    assertAmounts(intent, received, paid, missing, overpaid);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0.7, 30", // 1 - 0.7 is 0.30000000000000004 in binary floating point
    "3, 0.0001, 3",
    "10001, 0.02, 9801",
    "100, 1, 0",
    "0, 0.5, 0",
    "100, 0, 100",
    "9223372036854775807, 0.0001, 9222449699651090330",
    "9223372036854775807, 0, 9223372036854775807",
    "9223372036854775807, 0.000000000000000001, 9223372036854775798"
  })
  void theRequiredAmountIsExactAndRoundedUp(long amount, String tolerance, long required) {
    assertThat(intent("JPY", amount, tolerance).requiredAmount()).isEqualTo(required);
  }

  @Test
  void onlyTransactionsWithEnoughConfirmationsCount() {
    PaymentIntent intent =
        intent(
            "BTC",
            100,
            "0",
            transaction(40, 0, 2),
            transaction(50, 0, 3),
            transaction(1_000, 0, 1));
    assertAmounts(intent, 90, false, 10, 0);
  }

  @Test
  void anUnconfirmedTransactionNeedsNoValueButACountingOneDoes() {
    Transaction bare = new Transaction("t", 5, OptionalLong.empty(), 1, null, null, null);
    assertThat(intent("USD", 10, "0", transaction(1, 10, 2), bare).receivedAmount()).hasValue(10);

    Transaction counting = new Transaction("t", 5, OptionalLong.empty(), 2, null, null, null);
    PaymentIntent unknown = intent("USD", 10, "0", transaction(1, 10, 2), counting);
    assertThat(unknown.receivedAmount()).isEmpty();
    assertThat(unknown.overpaidAmount()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"succeeded, true", "processing, false", "canceled, false", "on_hold, false"})
  void withoutTransactionsTheStatusDecides(String status, boolean paid) {
    PaymentIntent intent = intent("BTC", 10, status, "0", List.of(), false);
    assertThat(intent.isPaid()).isEqualTo(paid);
    assertThat(intent.receivedAmount()).isEmpty();
    assertThat(intent.overpaidAmount()).isEmpty();
    assertThat(intent.missingAmount()).isEqualTo(paid ? OptionalLong.of(0) : OptionalLong.empty());
  }

  @Test
  void withTransactionsTheStatusDoesNotMatter() {
    PaymentIntent intent = intent("BTC", 10, "succeeded", "0", List.of(transaction(9, 0, 2)), true);
    assertAmounts(intent, 9, false, 1, 0);
  }

  @Test
  void theLargestSumIsExactAndABiggerOneRefused() {
    assertThat(
            intent("BTC", 1, "0", transaction(Long.MAX_VALUE - 1, 0, 2), transaction(1, 0, 2))
                .overpaidAmount())
        .hasValue(Long.MAX_VALUE - 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> intent("BTC", 1, "0", transaction(Long.MAX_VALUE, 0, 2), transaction(1, 0, 2)))
        .withMessageContaining("more than 9223372036854775807");
    // What does not count cannot overflow.
    assertThat(
            intent("BTC", 1, "0", transaction(Long.MAX_VALUE, 0, 1), transaction(1, 0, 2)).isPaid())
        .isTrue();
  }

  @Test
  void negativeNumbersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> intent("BTC", -1, "0"))
        .withMessage("amount is -1; it must be 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transaction(-1, 0, 0))
        .withMessageStartingWith("amount is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transaction(0, -1, 0))
        .withMessageStartingWith("originalAmount is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transaction(0, 0, -1))
        .withMessageStartingWith("confirmations is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PaymentIntent(
                    "i",
                    "prod",
                    null,
                    1,
                    "pending",
                    -1,
                    BigDecimal.ZERO,
                    "BTC",
                    null,
                    null,
                    null,
                    JsonValue.NULL,
                    null,
                    null,
                    null,
                    List.of(),
                    true))
        .withMessageStartingWith("confirmations is -1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.1", "1e-19", "1e-999999999", "1e999999999"})
  void anotherToleranceIsRefused(String tolerance) {
    assertThatIllegalArgumentException().isThrownBy(() -> intent("USD", 1, tolerance));
  }

  @Test
  void transactionsThatAreNotKnownCannotBeGiven() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> intent("BTC", 1, "pending", "0", List.of(transaction(1, 0, 2)), false))
        .withMessageContaining("transactionsKnown");
  }

  @Test
  void theListOfTransactionsIsACopy() {
    List<Transaction> given = new ArrayList<>(List.of(transaction(1, 0, 2)));
    PaymentIntent intent = intent("BTC", 1, "pending", "0", given, true);
    given.clear();
    assertThat(intent.transactions()).hasSize(1).isUnmodifiable();
  }

  private static void assertAmounts(
      PaymentIntent intent, long received, boolean paid, long missing, long overpaid) {
    assertThat(intent.receivedAmount()).hasValue(received);
    assertThat(intent.isPaid()).isEqualTo(paid);
    assertThat(intent.missingAmount()).hasValue(missing);
    assertThat(intent.overpaidAmount()).hasValue(overpaid);
  }

  private static Transaction transaction(long amount, long originalAmount, int confirmations) {
    return new Transaction(
        "t", amount, OptionalLong.of(originalAmount), confirmations, null, null, null);
  }

  private static PaymentIntent intent(
      String currency, long amount, String tolerance, Transaction... transactions) {
    return intent(currency, amount, "processing", tolerance, List.of(transactions), true);
  }

  private static PaymentIntent intent(
      String currency,
      long amount,
      String status,
      String tolerance,
      List<Transaction> transactions,
      boolean known) {
    return new PaymentIntent(
        "i",
        "prod",
        null,
        amount,
        status,
        2,
        new BigDecimal(tolerance),
        currency,
        null,
        null,
        null,
        JsonValue.NULL,
        null,
        null,
        null,
        transactions,
        known);
  }
}
