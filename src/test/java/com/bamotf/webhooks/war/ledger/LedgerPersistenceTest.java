package com.bamotf.webhooks.war.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import jakarta.persistence.EntityManager;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The beans on real databases, through both JPA providers. */
@ParameterizedClass
@EnumSource(Backend.class)
class LedgerPersistenceTest {

  @Parameter Backend backend;

  @BeforeEach
  void clear() {
    backend.clear();
  }

  @Test
  void keepsEverythingThatAnEventTells() {
    record(Events.fiat());

    Payment payment = find(Events.INTENT_ID);
    assertThat(Written.text(PaymentJson.payment(payment)))
        .isEqualTo(Written.text(PaymentJson.payment(applied(Events.fiat()))));
  }

  @Test
  void followsTransactionsAsTheyAreConfirmedAndReplaced() {
    record(Events.processing());
    assertThat(find(Events.INTENT_ID).received()).isZero();

    record(Events.succeeded());

    Payment payment = find(Events.INTENT_ID);
    assertThat(payment.received()).isEqualTo(10002001);
    assertThat(payment.transactions())
        .singleElement()
        .satisfies(transaction -> assertThat(transaction.confirmations()).isEqualTo(1));
    record(Events.fiat());
    assertThat(find(Events.INTENT_ID).transactions()).hasSize(2);
    record(
        Events.read(
            "succeeded-btc",
            body -> body.replaceFirst("\"transactions\":\\[.*?]", "\"transactions\":[]")));
    assertThat(find(Events.INTENT_ID).transactions()).isEmpty();
  }

  /** A tester who knows the secret of mode test can choose any id. */
  @Test
  void anEventOfAnotherModeChangesNoPaymentOfProd() {
    record(Events.processing());
    String before = Written.text(PaymentJson.payment(find(Events.INTENT_ID)));
    record(inMode("test"));

    assertThat(Written.text(PaymentJson.payment(find(Events.INTENT_ID)))).isEqualTo(before);
    record(Events.succeeded());
    assertThat(find(Events.INTENT_ID).status()).isEqualTo(PaymentStatus.SUCCEEDED);
  }

  @Test
  void prodReplacesAPaymentOfAnotherModeAndNoOtherModeDoes() {
    record(inMode("test"));
    record(inMode("dev"));
    assertThat(find(Events.INTENT_ID).mode()).isEqualTo("test");

    record(Events.processing());
    assertThat(Written.text(PaymentJson.payment(find(Events.INTENT_ID))))
        .isEqualTo(Written.text(PaymentJson.payment(applied(Events.processing()))));
  }

  private static PaymentIntentEvent inMode(String mode) {
    return Events.read(
        "succeeded-fiat-two-transactions",
        body -> body.replace("\"mode\":\"prod\"", "\"mode\":\"" + mode + "\""));
  }

  @Test
  void keepsTheOrderOfTransactionsOfWhichOneChanged() {
    String before = "\"150000\",\"confirmations\":1";
    record(Events.fiat());
    record(
        Events.read(
            "succeeded-fiat-two-transactions",
            body -> body.replace(before, before.replace(":1", ":2"))));

    assertThat(find(Events.INTENT_ID).transactions())
        .extracting(PaymentTransaction::confirmations)
        .containsExactly(2, 3);
  }

  @Test
  void keepsTheSameTransactionListedTwice() {
    record(
        Events.read(
            "succeeded-fiat-two-transactions", body -> body.replace("1".repeat(64), Events.TXID)));

    assertThat(find(Events.INTENT_ID).transactions())
        .hasSize(2)
        .extracting(PaymentTransaction::txid)
        .containsOnly(Events.TXID);
  }

  @Test
  void keepsTextThatPostgresqlWouldRefuse() {
    record(
        Events.read(
            "succeeded-btc",
            body ->
                body.replace("Order #1234", "a\\u0000b\\ud800c")
                    .replace("{\"orderId\":\"1234\"}", "{\"\\u0000\":\"\\udc00\"}")));

    Payment payment = find(Events.INTENT_ID);
    assertThat(payment.description()).startsWith("a\uFFFDb\uFFFDc");
    assertThat(payment.metadata()).isEqualTo("{\"\\u0000\":\"\uFFFD\"}");
  }

  @Test
  void keepsLongTextWhole() {
    String longText = "x".repeat(2_000_000);
    record(
        Events.read(
            "succeeded-btc",
            body ->
                body.replace("Order #1234", longText)
                    .replace("{\"orderId\":\"1234\"}", "\"" + longText + "\"")));

    Payment payment = find(Events.INTENT_ID);
    assertThat(payment.description()).contains(longText);
    assertThat(payment.metadata()).isEqualTo("\"" + longText + "\"");
  }

  @Test
  void keepsTheLargestAmountAndTheStrangestTimes() {
    record(
        Events.read(
            "largest-amount",
            body ->
                body.replace("2023-11-14T22:10:00.000Z", "0000-01-01T00:00:00Z")
                    .replace("2023-11-14T22:13:19.000Z", "9999-12-31T23:59:59.999999999Z")));

    Payment payment = find(Events.INTENT_ID);
    assertThat(payment.amount()).isEqualTo(Long.MAX_VALUE);
    assertThat(payment.createdAt()).isEqualTo(Storable.MIN_TIME);
    assertThat(payment.updatedAt()).isEqualTo(Storable.MAX_TIME);
  }

  /** Each hour around the nights in which the clocks of this zone skip one hour and repeat one. */
  @Test
  void keepsTheMomentWhateverTheServersZone() {
    TimeZone usual = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try {
      for (String night : List.of("2023-03-26T", "2023-10-29T")) {
        for (int hour = 0; hour < 4; hour++) {
          String moment = "%s0%d:30:00.123Z".formatted(night, hour);
          record(created(moment, moment));
          assertThat(find(moment).createdAt()).isEqualTo(Instant.parse(moment));
          assertThat(ids(Map.of("from", moment))).contains(moment);
          assertThat(ids(Map.of("to", moment))).doesNotContain(moment);
        }
      }
    } finally {
      TimeZone.setDefault(usual);
    }
  }

  @Test
  void findsNothingUnderAnUnknownId() {
    assertThat(backend.<Boolean>inTransaction(em -> payments(em).find("nope\0").isEmpty()))
        .isTrue();
  }

  @Test
  void listsNewestFirstWithTheIdAsTieBreaker() {
    Stream.of("b", "a", "d", "c").map(Events::of).forEach(this::record);
    record(created("newest", "2024-01-01T00:00:00Z"));
    record(created("oldest", "2020-01-01T00:00:00Z"));

    assertThat(ids(Map.of())).containsExactly("newest", "d", "c", "b", "a", "oldest");
    PaymentPage page = page(Map.of("limit", "2", "offset", "3"));
    assertThat(page.payments()).extracting(Payment::id).containsExactly("b", "a");
    assertThat(page.total()).isEqualTo(6);
    assertThat(ids(Map.of("offset", "6"))).isEmpty();
  }

  /** Three bytes a character, and the payments of one moment. */
  @Test
  void endsAPageWhereItGetsTooLargeAndGoesOnThere() {
    List<String> large = List.of("g", "f", "e", "d", "c", "b", "a");
    large.forEach(id -> record(described(id, "€".repeat(150_000))));
    record(described("huge", "€".repeat(700_000)));
    record(described("last", ""));

    List<List<String>> pages = new ArrayList<>();
    Optional<PaymentQuery> next = Optional.of(PaymentQuery.of(Map.of("limit", List.of("6"))));
    while (next.isPresent()) {
      PaymentQuery query = next.get();
      PaymentPage page = backend.inTransaction(em -> payments(em).page(query));
      pages.add(page.payments().stream().map(Payment::id).toList());
      next = page.next();
    }
    assertThat(pages)
        .containsExactly(
            List.of("last"),
            List.of("huge"),
            List.of("g", "f"),
            List.of("e", "d"),
            List.of("c", "b"),
            List.of("a"));
  }

  @Test
  void filtersByEachColumn() {
    record(Events.of("paid"));
    record(Events.read("canceled", body -> body.replace(Events.INTENT_ID, "canceled")));
    record(
        Events.read(
            "succeeded-fiat-two-transactions", body -> body.replace(Events.INTENT_ID, "fiat")));
    record(
        Events.read(
            "succeeded-btc",
            body -> body.replace(Events.INTENT_ID, "test").replace("\"prod\"", "\"test\"")));
    record(created("newest", "2024-01-01T00:00:00Z"));

    record(Events.read("canceled", body -> body.replace(Events.INTENT_ID, "late")));
    record(Events.of("late"));

    assertThat(ids(Map.of("status", "paid_late"))).containsExactly("late");
    assertThat(ids(Map.of("status", "canceled"))).containsExactly("canceled");
    assertThat(ids(Map.of("currency", "USD"))).containsExactly("fiat");
    assertThat(ids(Map.of("mode", "test"))).containsExactly("test");
    assertThat(ids(Map.of("from", "2024-01-01T00:00:00Z"))).containsExactly("newest");
    assertThat(ids(Map.of("to", "2024-01-01T00:00:00Z"))).hasSize(5).doesNotContain("newest");
    assertThat(
            ids(
                Map.of(
                    "status", "succeeded", "currency", "BTC", "mode", "prod", "to", "2024-01-01")))
        .containsExactly("paid");
  }

  /** In a zone where the day begins an hour or two earlier than in UTC. */
  @Test
  void sumsUpByDayInUtc() {
    TimeZone usual = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try {
      record(created("a", "2024-01-01T23:59:59.999Z"));
      record(created("b", "2024-01-02T00:00:00Z"));
      record(created("c", "2024-01-02T23:30:00Z"));
      record(
          Events.read(
              "canceled",
              body ->
                  body.replace(Events.INTENT_ID, "d")
                      .replace("2023-11-14T22:10:00.000Z", "2024-01-02T12:00:00Z")));
      PaymentTotals totals = totals(Map.of());
      assertThat(totals.groups())
          .containsExactly(
              new PaymentTotals.Group("BTC", "prod", 4, 3, 0, 1, BigInteger.valueOf(3 * 10002001)));
      assertThat(totals.days())
          .containsExactly(
              new PaymentTotals.Day(LocalDate.parse("2024-01-01"), "BTC", "prod", 1, 1),
              new PaymentTotals.Day(LocalDate.parse("2024-01-02"), "BTC", "prod", 3, 2));
      assertThat(totals(Map.of("q", "no such", "status", "succeeded")).groups()).isEmpty();
      assertThat(totals(Map.of("from", "2024-01-02", "status", "succeeded")).groups())
          .extracting(PaymentTotals.Group::payments)
          .containsExactly(2L);
    } finally {
      TimeZone.setDefault(usual);
    }
  }

  @Test
  void findsTextAsItIsWritten() {
    record(Events.read("succeeded-btc", body -> body.replace("Order #1234", "100% O'Neill_\\\\!")));
    record(Events.of("Other"));

    for (String q : List.of("100%", "o'neill_", "\\!", "3F0F2A53", "CAF")) {
      assertThat(ids(Map.of("q", q))).as(q).contains(Events.INTENT_ID);
    }
    assertThat(ids(Map.of("q", "other"))).containsExactly("Other");
    assertThat(ids(Map.of("q", "BC1Q00HF9"))).hasSize(2);
    assertThat(ids(Map.of("q", Events.TXID))).hasSize(2);
    for (String q : List.of("1%O", "100_", "!!", "\0", Events.TXID.substring(1), "' or ''='")) {
      assertThat(ids(Map.of("q", q))).as(q).isEmpty();
    }
  }

  private void record(PaymentIntentEvent event) {
    backend.inTransaction(
        em -> {
          PaymentLedger ledger = new PaymentLedger();
          ledger.em = em;
          ledger.record(event);
          return true;
        });
  }

  private Payment find(String id) {
    return backend.inTransaction(em -> payments(em).find(id)).orElseThrow();
  }

  private List<String> ids(Map<String, String> parameters) {
    return page(parameters).payments().stream().map(Payment::id).toList();
  }

  private PaymentPage page(Map<String, String> parameters) {
    Map<String, List<String>> query =
        parameters.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    return backend.inTransaction(em -> payments(em).page(PaymentQuery.of(query)));
  }

  private PaymentTotals totals(Map<String, String> parameters) {
    Map<String, List<String>> query =
        parameters.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    return backend.inTransaction(em -> payments(em).totals(PaymentQuery.ofAll(query)));
  }

  private static PaymentIntentEvent created(String id, String createdAt) {
    return Events.read(
        "succeeded-btc",
        body -> body.replace(Events.INTENT_ID, id).replace("2023-11-14T22:10:00.000Z", createdAt));
  }

  private static PaymentIntentEvent described(String id, String description) {
    return Events.read(
        "succeeded-btc",
        body -> body.replace(Events.INTENT_ID, id).replace("Order #1234", description));
  }

  private static Payment applied(PaymentIntentEvent event) {
    Payment payment = new Payment(event.paymentIntent(), Instant.EPOCH);
    payment.apply(event);
    return payment;
  }

  private static Payments payments(EntityManager em) {
    Payments payments = new Payments();
    payments.em = em;
    return payments;
  }
}
