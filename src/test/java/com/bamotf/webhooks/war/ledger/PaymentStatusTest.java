package com.bamotf.webhooks.war.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentStatusTest {

  @ParameterizedTest
  @CsvSource({
    "PENDING,    PENDING,    PENDING",
    "PENDING,    PROCESSING, PROCESSING",
    "PENDING,    SUCCEEDED,  SUCCEEDED",
    "PENDING,    CANCELED,   CANCELED",
    "PROCESSING, PENDING,    PROCESSING",
    "PROCESSING, PROCESSING, PROCESSING",
    "PROCESSING, SUCCEEDED,  SUCCEEDED",
    "PROCESSING, CANCELED,   CANCELED",
    "SUCCEEDED,  PENDING,    SUCCEEDED",
    "SUCCEEDED,  PROCESSING, SUCCEEDED",
    "SUCCEEDED,  SUCCEEDED,  SUCCEEDED",
    "SUCCEEDED,  CANCELED,   SUCCEEDED",
    "CANCELED,   PENDING,    CANCELED",
    "CANCELED,   PROCESSING, CANCELED",
    "CANCELED,   SUCCEEDED,  PAID_LATE",
    "CANCELED,   CANCELED,   CANCELED",
    "PAID_LATE,  PENDING,    PAID_LATE",
    "PAID_LATE,  PROCESSING, PAID_LATE",
    "PAID_LATE,  SUCCEEDED,  PAID_LATE",
    "PAID_LATE,  CANCELED,   PAID_LATE",
  })
  void goesOnlyForward(PaymentStatus status, PaymentStatus told, PaymentStatus expected) {
    assertThat(status.after(told)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, 1, 2, SUCCEEDED",
    "SUCCEEDED, 2, 2, PAID_LATE",
    "SUCCEEDED, 2, 1, PAID_LATE",
    "PAID_LATE, 1, 2, SUCCEEDED",
    "PAID_LATE, 2, 1, PAID_LATE",
    "SUCCEEDED,  , 1, SUCCEEDED",
    "PAID_LATE,  , 1, PAID_LATE",
    "SUCCEEDED, 1,  , SUCCEEDED",
    "PAID_LATE, 1,  , PAID_LATE",
    "CANCELED,  2, 1, CANCELED",
  })
  void isLateIfItWasCanceledBefore(
      PaymentStatus status, Long succeeded, Long canceled, PaymentStatus expected) {
    assertThat(status.by(second(succeeded), second(canceled))).isEqualTo(expected);
  }

  private static Instant second(Long second) {
    return second == null ? null : Instant.ofEpochSecond(second);
  }

  @ParameterizedTest
  @CsvSource({
    "pending,                      PENDING",
    "processing-btc,               PROCESSING",
    "processing-with-later-status, PROCESSING",
    "succeeded-btc,                SUCCEEDED",
    "canceled,                     CANCELED",
    "unknown-event,                PENDING",
  })
  void isToldByTheEventAndNotByItsBody(String fixture, PaymentStatus expected) {
    assertThat(PaymentStatus.of(Events.read(fixture))).isEqualTo(expected);
  }
}
