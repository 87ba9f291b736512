package com.bamotf.webhooks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BamotfClientTest {

  private final FakeBamotf bamotf =
      new FakeBamotf().withKey("key-prod", "prod").withKey("key-dev", "dev");
  private final BamotfClient client = client("key-prod", "key-dev");

  @AfterEach
  void stop() {
    bamotf.close();
  }

  private BamotfClient client(String... keys) {
    return Api.client(Api.settings(bamotf.url(), keys));
  }

  // -- calls

  @Test
  void listsAnAccountNewestFirst() {
    FakeIntent older = bamotf.add("prod").with("succeeded").withMetadata("{\"a\":[1,\"]}\"]}");
    FakeIntent newer = bamotf.add("prod");
    bamotf.add("dev");
    try (Stream<PaymentIntent> list = client.list(1)) {
      List<PaymentIntent> intents = list.toList();
      assertThat(intents).extracting(PaymentIntent::id).containsExactly(newer.id, older.id);
      PaymentIntent second = intents.get(1);
      assertThat(second.amount()).isEqualTo(1000);
      assertThat(second.tolerance()).isEqualByComparingTo("0.02");
      assertThat(second.transactionsKnown()).isFalse();
      assertThat(second.metadata()).hasToString("{\"a\":[1,\"]}\"]}");
    }
  }

  @Test
  void retrievesFromTheAccountThatKnowsIt() {
    FakeIntent intent = bamotf.add("dev").with("succeeded");
    PaymentIntent found = client.retrieve(intent.id);
    assertThat(found.id()).isEqualTo(intent.id);
    assertThat(found.isPaid()).isTrue();
    assertThat(found.tolerance()).isEqualByComparingTo("0.02");
  }

  @Test
  void createsWithAnAmountBeyondJavaScriptsNumbers() {
    NewPaymentIntent wanted =
        new NewPaymentIntent("bc1q", Long.MAX_VALUE, "BTC", 2, new BigDecimal("0.01"), "Order");
    PaymentIntent made = client.create(2, wanted);
    assertThat(made.amount()).isEqualTo(Long.MAX_VALUE);
    assertThat(made.mode()).isEqualTo("dev");
  }

  @Test
  void cancelsWithAndWithoutAReason() {
    FakeIntent intent = bamotf.add("dev");
    assertThat(client.cancel(intent.id, "changed \"mind\"").cancellationReason())
        .isEqualTo("changed \"mind\"");
    PaymentIntent again = client.cancel(intent.id, null);
    assertThat(again.status()).isEqualTo(PaymentIntent.CANCELED);
    assertThat(again.cancellationReason()).isNull();
  }

  @Test
  void simulatesAPaymentByIdAndByAddress() {
    FakeIntent first = bamotf.add("dev");
    FakeIntent second = bamotf.add("dev");
    assertThat(client.simulatePayment(first.id, 1000, "BTC", 1)).isPresent();
    assertThat(client.simulatePayment("bc1-" + second.id, 1000, "BTC", 1).orElseThrow().status())
        .isEqualTo(PaymentIntent.SUCCEEDED);
  }

  @Test
  void aSimulatedPaymentThatChangesNoStatusIsEmpty() {
    assertThat(client.simulatePayment(bamotf.add("dev").id, 1, "BTC", 1)).isEmpty();
  }

  // -- failures

  @Test
  void notFoundWhenNoAccountHasTheIntent() {
    assertThatExceptionOfType(BamotfException.NotFound.class)
        .isThrownBy(() -> client.retrieve("missing"))
        .withMessageContaining("Payment intent missing")
        .satisfies(e -> assertThat(e.paymentIntentId()).hasValue("missing"));
    assertThatExceptionOfType(BamotfException.NotFound.class)
        .isThrownBy(() -> client.cancel("missing", null));
  }

  @Test
  void namesTheWrongKeyAndNeverItsValue() {
    BamotfClient wrong = client("hush-hush");
    assertThatExceptionOfType(BamotfException.WrongKey.class)
        .isThrownBy(() -> wrong.retrieve("x"))
        .withMessageContaining("bamotf.api.key")
        .withMessageContaining("401")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("hush"));
    assertThatExceptionOfType(BamotfException.WrongKey.class).isThrownBy(() -> wrong.list(1));
  }

  @Test
  void triesTheOtherAccountsWhenOneKeyIsWrong() {
    FakeIntent intent = bamotf.add("dev");
    BamotfClient mixed = client("wrong", "key-dev");
    assertThat(mixed.retrieve(intent.id).id()).isEqualTo(intent.id);
    assertThatExceptionOfType(BamotfException.WrongKey.class)
        .as("the account with the wrong key may have it")
        .isThrownBy(() -> mixed.retrieve("missing"));
    assertThatExceptionOfType(BamotfException.WrongKey.class)
        .isThrownBy(() -> client("key-dev", "wrong").retrieve("missing"));
  }

  @Test
  void passesARefusalOn() {
    FakeIntent paid = bamotf.add("dev").with("succeeded");
    assertThatExceptionOfType(BamotfException.Refused.class)
        .isThrownBy(() -> client("key-dev").simulatePayment(paid.id, 5, "BTC", 1))
        .withMessageContaining("already succeeded");
  }

  @Test
  void recognisesARefusalWithASuccessStatus() {
    FakeIntent intent = bamotf.add("prod");
    assertThatExceptionOfType(BamotfException.Malformed.class)
        .isThrownBy(() -> client("key-prod").simulatePayment(intent.id, 5, "BTC", 1))
        .withMessageContaining("can not simulate");
  }

  @ParameterizedTest
  @CsvSource({
    "500, Unavailable", "503, Unavailable", "429, Unavailable", "408, Unavailable",
    "403, WrongKey", "400, Refused", "302, Malformed", "404, NotFound"
  })
  void mapsEachStatusToItsException(int status, String kind) {
    bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, status, "so\u0007 it\r\nis"));
    assertThatThrownBy(() -> client.retrieve("x"))
        .isInstanceOf(BamotfException.class)
        .hasMessageContaining(status + ": so it is")
        .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(kind));
  }

  @Test
  void aMissingListIsARefusal() {
    bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 404, "Not Found"));
    assertThatThrownBy(() -> client.list(1)).isInstanceOf(BamotfException.Refused.class);
  }

  @Test
  void unavailableWhenBamotfIsDown() {
    BamotfClient nowhere = Api.client(Api.settings(URI.create("http://127.0.0.1:1"), "key"));
    assertThatExceptionOfType(BamotfException.Unavailable.class)
        .isThrownBy(() -> nowhere.retrieve("x"))
        .withMessageContaining("http://127.0.0.1:1");
  }

  @Test
  void doesNotWaitForeverForASilentServer() {
    CountDownLatch over = new CountDownLatch(1);
    bamotf.misbehave(exchange -> await(over));
    assertThatExceptionOfType(BamotfException.Unavailable.class)
        .isThrownBy(() -> client("key-prod").retrieve("x"));
    over.countDown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{}", "{\"id\":\"x\"", "[]"})
  void refusesAnAnswerThatIsNoPaymentIntent(String answer) {
    bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 200, answer));
    assertThatExceptionOfType(BamotfException.Malformed.class)
        .isThrownBy(() -> client.retrieve("x"))
        .withMessageContaining("not a payment intent");
  }

  @Test
  void refusesAnAnswerWithoutAnEnd() {
    bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 200, "x".repeat(65_537)));
    assertThatExceptionOfType(BamotfException.Malformed.class)
        .isThrownBy(() -> client.retrieve("x"))
        .withMessageContaining("bamotf.webhook.max-body-size");
  }

  @Test
  void aListThatIsCutOffIsNotItsEnd() {
    for (int i = 0; i < 3; i++) {
      bamotf.add("prod");
    }
    bamotf.misbehave(exchange -> bamotf.sendList(exchange, "prod", 2));
    try (Stream<PaymentIntent> list = client.list(1)) {
      assertThatExceptionOfType(BamotfException.Unavailable.class)
          .isThrownBy(list::toList)
          .withMessageContaining("cut off");
    }
  }

  @Test
  void namesTheElementThatCannotBeRead() {
    FakeIntent bad = bamotf.add("prod").withAmount("1.5");
    try (Stream<PaymentIntent> list = client.list(1)) {
      assertThatExceptionOfType(BamotfException.Malformed.class)
          .isThrownBy(list::toList)
          .withMessageContaining(bad.id)
          .withMessageContaining("amount");
    }
    bamotf.add("prod").withMetadata("\"" + "x".repeat(70_000) + "\"");
    try (Stream<PaymentIntent> list = client.list(1)) {
      assertThatExceptionOfType(BamotfException.Malformed.class)
          .isThrownBy(list::toList)
          .withMessageContaining("bamotf.webhook.max-body-size");
    }
  }

  @Test
  void readsAListWhileItArrives() {
    CountDownLatch readFirst = new CountDownLatch(1);
    FakeIntent intent = bamotf.add("prod");
    String element = FakeBamotf.elements(List.of(intent)).next();
    // Pushes the element through the buffers on the way.
    String padding = " ".repeat(100_000);
    bamotf.list(
        intents ->
            Stream.of(element, padding + "1", "2")
                .peek(each -> waitFor(each.equals("2") ? readFirst : null))
                .iterator());
    try (Stream<PaymentIntent> list = client.list(1)) {
      list.limit(1).forEach(first -> readFirst.countDown());
    }
    assertThat(readFirst.getCount()).isZero();
  }

  @Test
  void createsNothingTwiceWhenTheAnswerIsLost() throws IOException {
    FakeIntent intent = bamotf.add("prod");
    client.retrieve(intent.id); // leaves a connection that is used again
    bamotf.misbehave(HttpExchange::close);
    assertThatExceptionOfType(BamotfException.Unavailable.class)
        .isThrownBy(() -> client.create(1, new NewPaymentIntent("bc1q", 1, "BTC")));
    assertThat(bamotf.requests().stream().filter(each -> each.startsWith("POST"))).hasSize(1);
  }

  @Test
  void endsEvenIfItWasNeverCalled() {
    Settings settings = Api.settings(bamotf.url(), "key");
    assertThatCode(new ApiCalls(settings, Api.limit(settings, Duration.ofSeconds(1)))::close)
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheSettingWhenNoKeyIsSet() {
    assertThatThrownBy(() -> client().retrieve("x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bamotf.api.key");
  }

  @Test
  void namesTheAccountsThereAre() {
    assertThat(client.accounts()).containsExactly(1, 2);
    assertThatThrownBy(() -> client.list(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1, 2]");
  }

  @Test
  void doesNotCallBamotfForAnIdThatIsUnsafeInAPath() {
    for (String id : List.of("", "a/cancel", "..", "a?b", "a\\b", "a%2fb", "a b", "é")) {
      assertThatExceptionOfType(BamotfException.NotFound.class)
          .isThrownBy(() -> client.retrieve(id));
      assertThatExceptionOfType(BamotfException.NotFound.class)
          .isThrownBy(() -> client.simulatePayment(id, 1, "BTC", 1));
    }
    assertThat(bamotf.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1, 1, 0", "1, -1, 0", "1, 1, -0.1", "1, 1, 1.1"})
  void refusesANewIntentOutOfRange(long amount, int confirmations, BigDecimal tolerance) {
    assertThatThrownBy(
            () -> new NewPaymentIntent("bc1q", amount, "BTC", confirmations, tolerance, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void waitFor(CountDownLatch latch) {
    if (latch != null) {
      await(latch);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
