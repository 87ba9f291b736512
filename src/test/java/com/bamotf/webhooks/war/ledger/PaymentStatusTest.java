package com.bamotf.webhooks.war.ledger;

import static org.assertj.core.api.Assertions.assertThat;

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
    "CANCELED,   SUCCEEDED,  CANCELED",
    "CANCELED,   CANCELED,   CANCELED",
  })
  void goesOnlyForward(PaymentStatus status, PaymentStatus told, PaymentStatus expected) {
    assertThat(status.after(told)).isEqualTo(expected);
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
