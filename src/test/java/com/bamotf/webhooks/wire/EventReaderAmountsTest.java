package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that decide about money. */
class EventReaderAmountsTest {

  private static final String ALLOWED =
      "; it must be a whole number from 0 to 9223372036854775807, in digits,"
          + " as a string or a JSON number";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "\"12x\"",
        "\"1e3\"",
        "1e3",
        "1E0",
        "\" 12\"",
        "\"12 \"",
        "\"+1\"",
        "\"-1\"",
        "\"\"",
        "null",
        "-1",
        "-0",
        "1.0",
        "\"1.0\"",
        "9223372036854775808",
        "\"9223372036854775808\"",
        "\"9999999999999999999\"",
        "\"18446744073709551617\"",
        "1e999999999",
        "\"007\"",
        "\"00\"",
        "\"\u0661\"",
        "\"0x10\"",
        "\"1\\u0000\"",
        "true",
        "false",
        "[]",
        "[\"1\"]",
        "{}"
      })
  void anythingButPlainDigitsIsNoAmount(String json) {
    assertThat(Message.bitcoin().withAmount(json).refusal())
        .startsWith("data.paymentIntent.amount is ")
        .endsWith(ALLOWED);
    assertThat(Message.bitcoin().withTransactionAmount(json).refusal())
        .startsWith("data.paymentIntent.transactions[0].amount is ")
        .endsWith(ALLOWED);
    if (!json.equals("null")) {
      assertThat(
              Message.fiat()
                  .with("\"originalAmount\":\"4900\"", "\"originalAmount\":" + json)
                  .refusal())
          .startsWith("data.paymentIntent.transactions[1].originalAmount is ")
          .endsWith(ALLOWED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"0\"', 0",
    "0, 0",
    "'\"7\"', 7",
    "7, 7",
    "9223372036854775807, 9223372036854775807",
    "'\"9223372036854775807\"', 9223372036854775807",
    "'\"1000000000000000000\"', 1000000000000000000"
  })
  void digitsAreAnAmountAsStringAndAsNumber(String json, long amount) {
    assertThat(Message.bitcoin().withAmount(json).intent().amount()).isEqualTo(amount);
    assertThat(Message.bitcoin().withTransactionAmount(json).intent().receivedAmount())
        .hasValue(amount);
  }

  @Test
  void aMissingAmountIsNotZero() {
    assertThat(Message.bitcoin().with("\"amount\":", "\"Amount\":").refusal())
        .isEqualTo("data.paymentIntent.amount is missing" + ALLOWED);
  }

  @Test
  void aSumThatOverflowsIsRefused() {
    assertThat(
            Message.fiat()
                .with("\"originalAmount\":\"5000\"", "\"originalAmount\":\"9223372036854775807\"")
                .refusal())
        .startsWith("data.paymentIntent: the transactions sum to more than 9223372036854775807");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1.0",
        "1e1",
        "2147483648",
        "4294967297",
        "99999999999999999999",
        "\"1\"",
        "null",
        "true",
        "{}"
      })
  void confirmationsAreACount(String json) {
    Message body = Message.bitcoin();
    assertThat(body.with("\"confirmations\":1,\"t", "\"confirmations\":" + json + ",\"t").refusal())
        .startsWith("data.paymentIntent.confirmations is ")
        .endsWith("; it must be a JSON number from 0 to 2147483647, in digits");
    assertThat(body.with("\"confirmations\":1,\"p", "\"confirmations\":" + json + ",\"p").refusal())
        .startsWith("data.paymentIntent.transactions[0].confirmations is ");
  }

  @Test
  void theLargestCountIsExact() {
    assertThat(
            Message.bitcoin()
                .with("\"confirmations\":1,\"t", "\"confirmations\":2147483647,\"t")
                .intent()
                .confirmations())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "0.02, 0.02",
    "'\"0.0200\"', 0.02",
    "'\"0\"', 0",
    "1e-4, 0.0001",
    "null, 0",
    "0.020000000000000000000000000000, 0.02",
    "0e999999999, 0",
    "1.000, 1",
    "0.000000000000000001, 0.000000000000000001"
  })
  void toleranceIsANumberOrANumericString(String json, BigDecimal tolerance) {
    assertThat(withTolerance(json).intent().tolerance()).isEqualTo(tolerance);
  }

  @Test
  void aMissingToleranceAsksForTheWholeAmount() {
    assertThat(Message.fiat().with("\"tolerance\":0.05,", "").intent().requiredAmount())
        .isEqualTo(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0.01",
        "1.0001",
        "\"5 %\"",
        "\"\"",
        "\" 0.1\"",
        "true",
        "[]",
        "{}",
        "1e999999999",
        "1e-999999999",
        "1e9999999999",
        "0.0000000000000000001",
        "\"NaN\"",
        "0.0200000000000000000000000000000"
      })
  void anotherToleranceIsRefused(String json) {
    assertThat(withTolerance(json).refusal())
        .startsWith("data.paymentIntent.tolerance is ")
        .endsWith("; it must be a number from 0 to 1, as a JSON number or a string");
  }

  private static Message withTolerance(String json) {
    return Message.bitcoin().with("\"tolerance\":0.02", "\"tolerance\":" + json);
  }
}
