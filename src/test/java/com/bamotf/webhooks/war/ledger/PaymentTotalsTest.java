package com.bamotf.webhooks.war.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.war.ledger.PaymentTotals.Day;
import com.bamotf.webhooks.war.ledger.PaymentTotals.Group;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentTotalsTest {

  private final List<Object[]> rows = new ArrayList<>();

  @Test
  void addsUpEachCurrencyAndMode() {
    row(10, "EUR", "prod", PaymentStatus.SUCCEEDED, 2, 500L);
    row(10, "EUR", "prod", PaymentStatus.PAID_LATE, 1, 250L);
    row(11, "EUR", "prod", PaymentStatus.CANCELED, 4, null);
    row(11, "EUR", "prod", PaymentStatus.PROCESSING, 8, 7L);
    row(11, "EUR", "prod", PaymentStatus.PENDING, 16, null);
    row(11, "EUR", "test", PaymentStatus.SUCCEEDED, 1, 1L);
    row(11, "BTC", "prod", PaymentStatus.SUCCEEDED, 1, 9L);
    PaymentTotals totals = PaymentTotals.of(rows);
    assertThat(totals.groups())
        .containsExactly(
            new Group("EUR", "prod", 31, 3, 24, 4, BigInteger.valueOf(757)),
            new Group("BTC", "prod", 1, 1, 0, 0, BigInteger.valueOf(9)),
            new Group("EUR", "test", 1, 1, 0, 0, BigInteger.ONE));
    assertThat(totals.days())
        .containsExactly(
            new Day(LocalDate.ofEpochDay(10), "EUR", "prod", 3, 3),
            new Day(LocalDate.ofEpochDay(11), "BTC", "prod", 1, 1),
            new Day(LocalDate.ofEpochDay(11), "EUR", "prod", 28, 0),
            new Day(LocalDate.ofEpochDay(11), "EUR", "test", 1, 1));
  }

  @Test
  void isExactBeyond64Bits() {
    row(1, "BTC", "prod", PaymentStatus.SUCCEEDED, 1, Long.MAX_VALUE);
    row(2, "BTC", "prod", PaymentStatus.SUCCEEDED, 1, Long.MAX_VALUE);
    assertThat(PaymentTotals.of(rows).groups().get(0).received())
        .isEqualTo(new BigInteger("18446744073709551614"));
  }

  @Test
  void hasTheLastDaysOnly() {
    row(100, "BTC", "prod", PaymentStatus.PENDING, 1, null);
    row(189, "BTC", "prod", PaymentStatus.PENDING, 1, null);
    row(190, "BTC", "prod", PaymentStatus.PENDING, 1, null);
    PaymentTotals totals = PaymentTotals.of(rows);
    assertThat(totals.days())
        .extracting(Day::day)
        .containsExactly(LocalDate.ofEpochDay(189), LocalDate.ofEpochDay(190));
    assertThat(totals.groups().get(0).payments()).isEqualTo(3);
    row(101, "BTC", "prod", PaymentStatus.PENDING, 1, null);
    assertThat(PaymentTotals.of(rows).days()).hasSize(3);
  }

  @Test
  void isEmptyWithoutPayments() {
    assertThat(PaymentTotals.of(rows)).isEqualTo(new PaymentTotals(List.of(), List.of()));
  }

  private void row(
      long day, String currency, String mode, PaymentStatus status, long count, Long received) {
    rows.add(new Object[] {day, currency, mode, status, count, received});
  }
}
