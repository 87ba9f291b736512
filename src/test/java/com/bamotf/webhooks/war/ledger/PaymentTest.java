package com.bamotf.webhooks.war.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PaymentTest {

  private static final String CREATED = "\"created\":\"2023-11-14T22:13:20.000Z\"";
  private static final Instant FIRST_SEEN = Instant.parse("2024-05-05T05:05:05Z");

  @Test
  void showsWhatItsEventTold() {
    Payment payment = after(Events.succeeded());

    assertThat(payment.id()).isEqualTo(Events.INTENT_ID);
    assertThat(payment.mode()).isEqualTo("prod");
    assertThat(payment.currency()).isEqualTo("BTC");
    assertThat(payment.amount()).isEqualTo(10002001);
    assertThat(payment.received()).isEqualTo(10002001);
    assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCEEDED);
    assertThat(payment.description()).isEqualTo("Order #1234 — café ☕");
    assertThat(payment.metadata()).isEqualTo("{\"orderId\":\"1234\"}");
    assertThat(payment.address()).isEqualTo("bc1q00hf9mlaxzej30cx5q6200c636ufdc4gjmqyuh");
    assertThat(payment.createdAt()).isEqualTo("2023-11-14T22:10:00Z");
    assertThat(payment.updatedAt()).isEqualTo("2023-11-14T22:13:19Z");
    assertThat(payment.succeededAt()).isEqualTo("2023-11-14T22:13:19Z");
    assertThat(payment.canceledAt()).isNull();
  }

  @Test
  void showsItsTransactionsInTheirOrder() {
    assertThat(after(Events.fiat()).transactions())
        .satisfiesExactly(
            first -> {
              assertThat(first.txid()).isEqualTo(Events.TXID);
              assertThat(first.amount()).isEqualTo(150_000);
              assertThat(first.originalAmount()).isEqualTo(5000);
              assertThat(first.confirmations()).isEqualTo(1);
              assertThat(first.createdAt()).isEqualTo("2023-11-14T22:12:00Z");
              assertThat(first.updatedAt()).isEqualTo("2023-11-14T22:13:19Z");
            },
            second -> assertThat(second.txid()).isEqualTo("1".repeat(64)));
    assertThat(after(Events.succeeded()).transactions())
        .singleElement()
        .satisfies(transaction -> assertThat(transaction.originalAmount()).isNull());
  }

  @Test
  void isCanceledWhenBamotfSaysSo() {
    Payment payment = after(Events.processing(), Events.read("canceled"));

    assertThat(payment.status()).isEqualTo(PaymentStatus.CANCELED);
    assertThat(payment.canceledAt()).isEqualTo("2023-11-14T22:13:00Z");
    assertThat(payment.succeededAt()).isNull();
  }

  /** The fixture of the cancellation is of 22:13:00, that of the success of 22:13:19. */
  @Test
  void isPaidLateIfItSucceedsAfterItsCancellationWhateverArrivesFirst() {
    PaymentIntentEvent olderCancellation =
        Events.read("canceled", body -> body.replace(CREATED, CREATED.replace("20.", "18.")));
    for (PaymentIntentEvent[] order :
        List.of(
            new PaymentIntentEvent[] {Events.read("canceled"), Events.succeeded()},
            new PaymentIntentEvent[] {Events.succeeded(), Events.read("canceled")},
            new PaymentIntentEvent[] {Events.succeeded(), olderCancellation},
            new PaymentIntentEvent[] {
              Events.succeeded(), Events.read("canceled"), Events.succeeded()
            })) {
      Payment payment = after(order);
      assertThat(payment.status()).isEqualTo(PaymentStatus.PAID_LATE);
      assertThat(payment.canceledAt()).isEqualTo("2023-11-14T22:13:00Z");
      assertThat(payment.succeededAt()).isEqualTo("2023-11-14T22:13:19Z");
    }
    Payment received = after(Events.read("canceled"), Events.succeeded());
    assertThat(received.received()).isEqualTo(10002001);
  }

  /** bamotf cancels again without an error. */
  @Test
  void staysPaidLateIfItIsCanceledAgain() {
    PaymentIntentEvent again =
        Events.read("canceled", body -> body.replace("22:13:00", "23:00:00"));
    Payment payment = after(Events.read("canceled"), Events.succeeded(), again);
    assertThat(payment.status()).isEqualTo(PaymentStatus.PAID_LATE);
    assertThat(payment.canceledAt()).isEqualTo("2023-11-14T22:13:00Z");
  }

  @Test
  void isPaidLateByTheSuccessAloneIfItsIntentWasCanceled() {
    PaymentIntentEvent event =
        Events.read(
            "succeeded-btc",
            body ->
                body.replace("\"canceledAt\":null", "\"canceledAt\":\"2023-11-14T22:13:00.000Z\""));
    assertThat(after(event).status()).isEqualTo(PaymentStatus.PAID_LATE);
  }

  @Test
  void staysPaidIfItIsCanceledAfterwardsWhateverArrivesFirst() {
    PaymentIntentEvent canceled =
        Events.read(
            "canceled",
            body ->
                body.replace(
                    "\"canceledAt\":\"2023-11-14T22:13:00",
                    "\"canceledAt\":\"2023-11-14T22:13:20"));
    for (Payment payment :
        List.of(after(Events.succeeded(), canceled), after(canceled, Events.succeeded()))) {
      assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCEEDED);
      assertThat(payment.canceledAt()).isEqualTo("2023-11-14T22:13:20Z");
      assertThat(payment.succeededAt()).isEqualTo("2023-11-14T22:13:19Z");
    }
  }

  /** bamotf reads the payment intent when it sends. */
  @Test
  void staysPaidIfItWasCanceledBeforeItsSuccessWasSent() {
    PaymentIntentEvent sentLate =
        Events.read(
            "succeeded-btc",
            body ->
                body.replace("\"status\":\"succeeded\"", "\"status\":\"canceled\"")
                    .replace("\"canceledAt\":null", "\"canceledAt\":\"2023-11-14T22:13:10.000Z\""));
    for (Payment payment : List.of(after(sentLate), after(sentLate, Events.read("canceled")))) {
      assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCEEDED);
      assertThat(payment.succeededAt()).isNull();
    }
  }

  @Test
  void isNotPaidByTheBodyOfALateEvent() {
    Payment payment = after(Events.read("processing-with-later-status"));

    assertThat(payment.status()).isEqualTo(PaymentStatus.PROCESSING);
    assertThat(payment.succeededAt()).isNull();
  }

  @Test
  void keepsTheTimeOfItsSuccess() {
    Payment payment =
        after(
            Events.succeeded(),
            Events.read("succeeded-btc", body -> body.replace("22:13:19", "23:00:00")));

    assertThat(payment.updatedAt()).isEqualTo("2023-11-14T23:00:00Z");
    assertThat(payment.succeededAt()).isEqualTo("2023-11-14T22:13:19Z");
  }

  @Test
  void isLeftAloneByAnOlderState() {
    UnaryOperator<String> older =
        body ->
            body.replace(CREATED, CREATED.replace("20.000", "19.999"))
                .replace("prod", "test")
                .replace("22:13:19", "22:13:18");
    Payment payment =
        after(Events.read("unknown-event"), Events.read("succeeded-fiat-two-transactions", older));

    assertThat(payment.mode()).isEqualTo("prod");
    assertThat(payment.amount()).isEqualTo(10002001);
    assertThat(payment.transactions()).hasSize(1);
    assertThat(payment.updatedAt()).isEqualTo("2023-11-14T22:13:19Z");
    assertThat(payment.status()).as("which is news").isEqualTo(PaymentStatus.SUCCEEDED);
    assertThat(payment.succeededAt()).isEqualTo("2023-11-14T22:13:18Z");
  }

  @Test
  void followsAStateOfTheSameOrOfAnUnknownTime() {
    assertThat(after(Events.succeeded(), Events.fiat()).currency()).isEqualTo("USD");
    PaymentIntentEvent timeless =
        Events.read("succeeded-fiat-two-transactions", body -> body.replace(CREATED + ",", ""));
    assertThat(after(Events.succeeded(), timeless).currency()).isEqualTo("USD");
    PaymentIntentEvent older =
        Events.read("succeeded-btc", body -> body.replace(CREATED, CREATED.replace("20.", "19.")));
    assertThat(after(Events.succeeded(), timeless, older).currency()).isEqualTo("USD");
  }

  @Test
  void keepsTransactionsThatALaterEventDoesNotKnow() {
    PaymentIntentEvent unknowing =
        Events.read("succeeded-btc", body -> body.replaceFirst(",\"transactions\":\\[.*?]", ""));

    assertThat(after(unknowing).received()).isNull();
    Payment payment = after(Events.succeeded(), unknowing);
    assertThat(payment.received()).isEqualTo(10002001);
    assertThat(payment.transactions()).hasSize(1);
  }

  @Test
  void losesTransactionsThatBamotfNoLongerLists() {
    PaymentIntentEvent emptied =
        Events.read(
            "succeeded-btc",
            body -> body.replaceFirst("\"transactions\":\\[.*?]", "\"transactions\":[]"));

    Payment payment = after(Events.fiat(), emptied);
    assertThat(payment.received()).isZero();
    assertThat(payment.transactions()).isEmpty();
  }

  @Test
  void doesNotInventWhatItReceived() {
    PaymentIntentEvent event =
        Events.read(
            "succeeded-fiat-two-transactions",
            body -> body.replace(",\"originalAmount\":\"4900\"", ""));

    assertThat(after(Events.fiat(), event).received()).isNull();
  }

  @Test
  void isPendingAfterAnUnknownEventAlone() {
    Payment payment = after(Events.read("unknown-event"));

    assertThat(payment.status()).isEqualTo(PaymentStatus.PENDING);
    assertThat(payment.amount()).isEqualTo(10002001);
  }

  @Test
  void wasCreatedWhenItWasFirstSeenIfNobodySays() {
    PaymentIntentEvent event =
        Events.read(
            "succeeded-btc",
            body -> body.replaceFirst("\"createdAt\":\"2023-11-14T22:10:00.000Z\",", ""));

    assertThat(after(event).createdAt()).isEqualTo(FIRST_SEEN);
    assertThat(after(event, Events.succeeded()).createdAt()).isEqualTo("2023-11-14T22:10:00Z");
    assertThat(after(Events.succeeded(), event).createdAt()).isEqualTo("2023-11-14T22:10:00Z");
  }

  @Test
  void holdsNoTextWithNulAndNoMetadataWithoutAny() {
    Payment payment =
        after(
            Events.read(
                "succeeded-btc",
                body -> body.replace("Order", "\\u0000").replace("bc1q", "\\ud800")));

    assertThat(payment.description()).startsWith("\uFFFD");
    assertThat(payment.address()).startsWith("\uFFFD");
    assertThat(after(Events.fiat()).metadata()).isNull();
    assertThat(after(Events.fiat()).description()).isNull();
  }

  private static Payment after(PaymentIntentEvent... events) {
    Payment payment = new Payment(events[0].paymentIntent(), FIRST_SEEN);
    for (PaymentIntentEvent event : events) {
      payment.apply(event);
    }
    return payment;
  }
}
