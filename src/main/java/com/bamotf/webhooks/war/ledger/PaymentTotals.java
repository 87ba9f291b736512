package com.bamotf.webhooks.war.ledger;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all payments of a query come to.
 *
 * @param groups those with the most payments first
 * @param days the last {@link #MAX_DAYS} days in UTC up to that of the newest payment, without
 *     those on which none was created; oldest first
 */
record PaymentTotals(List<Group> groups, List<Day> days) {

  static final int MAX_DAYS = 90;

  /** The payments of a currency and mode. Paid late counts as paid, what has not ended as open. */
  record Group(
      String currency,
      String mode,
      long payments,
      long paid,
      long open,
      long canceled,
      BigInteger received) {

    private Group with(Row row) {
      boolean isCanceled = row.status() == PaymentStatus.CANCELED;
      return new Group(
          currency,
          mode,
          payments + row.count(),
          paid + row.paid(),
          open + (isCanceled ? 0 : row.count() - row.paid()),
          canceled + (isCanceled ? row.count() : 0),
          received.add(row.received()));
    }
  }

  /** The payments of a currency and mode that were created on one day. */
  record Day(LocalDate day, String currency, String mode, long payments, long paid) {

    private Day and(Day other) {
      return new Day(day, currency, mode, payments + other.payments, paid + other.paid);
    }
  }

  private record Key(LocalDate day, String currency, String mode) {}

  /** What the database sums up; a sum of one day fits into 64 bits. */
  private record Row(
      LocalDate day,
      String currency,
      String mode,
      PaymentStatus status,
      long count,
      BigInteger received) {

    static Row of(@Nullable Object[] columns) {
      Object received = columns[5];
      return new Row(
          LocalDate.ofEpochDay(((Number) columns[0]).longValue()),
          (String) columns[1],
          (String) columns[2],
          (PaymentStatus) columns[3],
          ((Number) columns[4]).longValue(),
          BigInteger.valueOf(received == null ? 0 : ((Number) received).longValue()));
    }

    long paid() {
      return status.isPaid() ? count : 0;
    }
  }

  /**
   * @param rows day since 1970, currency, mode, status, number and sum of what was received
   */
  static PaymentTotals of(List<@Nullable Object[]> rows) {
    Map<List<String>, Group> groups = new HashMap<>();
    Map<Key, Day> days = new HashMap<>();
    LocalDate newest = LocalDate.MIN;
    for (@Nullable Object[] columns : rows) {
      Row row = Row.of(columns);
      newest = row.day().isAfter(newest) ? row.day() : newest;
      Group none = new Group(row.currency(), row.mode(), 0, 0, 0, 0, BigInteger.ZERO);
      groups.merge(
          List.of(row.currency(), row.mode()), none.with(row), (before, same) -> before.with(row));
      days.merge(
          new Key(row.day(), row.currency(), row.mode()),
          new Day(row.day(), row.currency(), row.mode(), row.count(), row.paid()),
          Day::and);
    }
    return new PaymentTotals(sorted(groups), last(days, newest));
  }

  private static List<Group> sorted(Map<List<String>, Group> groups) {
    return groups.values().stream()
        .sorted(
            Comparator.comparing(Group::payments)
                .reversed()
                .thenComparing(Group::currency)
                .thenComparing(Group::mode))
        .toList();
  }

  private static List<Day> last(Map<Key, Day> days, LocalDate newest) {
    return days.values().stream()
        .filter(day -> day.day().isAfter(newest.minusDays(MAX_DAYS)))
        .sorted(
            Comparator.comparing(Day::day).thenComparing(Day::currency).thenComparing(Day::mode))
        .toList();
  }
}
