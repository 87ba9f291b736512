package com.bamotf.webhooks.war.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaymentPageTest {

  private static final int HALF = PaymentPage.MAX_SIZE / 2;

  private static final PaymentQuery QUERY = PaymentQuery.of(Map.of("offset", List.of("14")));

  @Test
  void endsBeforeThePaymentThatWouldMakeItTooLarge() {
    assertThat(fitting(HALF - 1024, HALF - 1024, 1)).containsExactly("0", "1");
    assertThat(fitting(HALF - 1024, HALF - 1023, 1)).containsExactly("0");
  }

  @Test
  void countsEachTextOfAPayment() {
    Object[] texts = {"a", HALF, (long) HALF, 0};

    assertThat(PaymentPage.fitting(List.of(texts, texts))).containsExactly("a");
  }

  @Test
  void holdsOnePaymentHoweverLargeItIs() {
    assertThat(fitting(20 * PaymentPage.MAX_SIZE, 0)).containsExactly("0");
    assertThat(fitting()).isEmpty();
  }

  @Test
  void holdsTheWholeLimitOfUsualPayments() {
    assertThat(fitting(new int[PaymentQuery.MAX_LIMIT])).hasSize(PaymentQuery.MAX_LIMIT);
  }

  @Test
  void goesOnWhereItEndsUntilThereIsNothingLeft() {
    assertThat(page(3, 18).next()).contains(QUERY.after(3));
    assertThat(page(3, 17).next()).isEmpty();
    assertThat(page(0, 17).next()).as("all gone meanwhile").isEmpty();
  }

  private static List<String> fitting(int... bytes) {
    return PaymentPage.fitting(
        IntStream.range(0, bytes.length)
            .mapToObj(i -> new Object[] {String.valueOf(i), bytes[i], 0, 0})
            .toList());
  }

  private static PaymentPage page(int payments, long total) {
    Payment payment = new Payment(Events.fiat().paymentIntent(), Instant.EPOCH);
    return new PaymentPage(QUERY, Collections.nCopies(payments, payment), total);
  }
}
