package com.bamotf.webhooks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.testing.FakeIntent;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An answer that arrives byte by byte, so that no timeout of a read ever ends, ends its call
 * nevertheless.
 */
@Timeout(600)
class EndlessAnswerTest {

  private static final Duration LIMIT = Duration.ofMillis(300);

  private static Settings settings(TricklingServer bamotf) {
    return Api.patient(Api.settings(bamotf.url(), "key"));
  }

  private static Stream<Consumer<BamotfClient>> calls() {
    return Stream.of(
        client -> client.list(1),
        client -> client.retrieve("some"),
        client -> client.create(1, new NewPaymentIntent("bc1q", 1, "BTC")),
        client -> client.cancel("some", "why"),
        client -> client.simulatePayment("some", 1, "BTC", 1));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void headersWithoutEnd(Consumer<BamotfClient> call) throws Exception {
    try (TricklingServer bamotf = new TricklingServer(TricklingServer.HEADERS)) {
      BamotfClient client = Api.client(settings(bamotf), LIMIT);
      assertEndless(bamotf, () -> call.accept(client));
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anErrorWithoutEnd(Consumer<BamotfClient> call) throws Exception {
    try (TricklingServer bamotf = new TricklingServer(chunked(503) + "1;")) {
      BamotfClient client = Api.client(settings(bamotf), LIMIT);
      assertEndless(bamotf, () -> call.accept(client));
    }
  }

  /** Each byte is less than the longest body. */
  @ParameterizedTest
  @ValueSource(strings = {"60000\r\n", "1;"})
  void aBodyWithoutEnd(String chunk) throws Exception {
    try (TricklingServer bamotf = new TricklingServer(chunked(200) + chunk)) {
      BamotfClient client = Api.client(settings(bamotf), LIMIT);
      assertEndless(bamotf, () -> client.retrieve("some"));
    }
  }

  @Test
  void aListThatStopsWithinAChunk() throws Exception {
    try (TricklingServer bamotf = new TricklingServer(TricklingServer.CHUNK)) {
      BamotfClient client = Api.client(settings(bamotf), LIMIT);
      assertEndless(
          bamotf,
          () -> {
            try (Stream<PaymentIntent> list = client.list(1)) {
              list.forEach(each -> {});
            }
          });
    }
  }

  @Test
  void theNextCallWorks() throws Exception {
    FakeIntent intent = new FakeIntent("prod");
    try (TricklingServer bamotf = new TricklingServer(TricklingServer.HEADERS)) {
      BamotfClient client = Api.client(settings(bamotf), LIMIT);
      assertEndless(bamotf, () -> client.retrieve(intent.id));
      bamotf.heal(intent.answer());
      Waiting.await()
          .ignoreExceptions() // the limit is short for a machine that is busy
          .until(() -> client.retrieve(intent.id).id().equals(intent.id));
    }
  }

  /** Of two calls that end a client, the second must not end the next client. */
  @Test
  void aClientIsReplacedOnce() throws Exception {
    try (TricklingServer bamotf = new TricklingServer(TricklingServer.HEADERS)) {
      Settings settings = settings(bamotf);
      ApiCalls calls = new ApiCalls(settings, Api.limit(settings, LIMIT));
      BamotfApi first = calls.client();
      long begun = System.nanoTime();
      calls.discard(first);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .as("time for the calls of others, which closing would end")
          .isGreaterThanOrEqualTo(LIMIT);
      BamotfApi second = calls.client();
      assertThat(second).isNotSameAs(first);
      calls.discard(first);
      assertThat(calls.client()).isSameAs(second);
      calls.close();
    }
  }

  private static String chunked(int status) {
    return "HTTP/1.1 " + status + " Status\r\nTransfer-Encoding: chunked\r\n\r\n";
  }

  private static void assertEndless(TricklingServer bamotf, Runnable call) throws Exception {
    do {
      assertThatExceptionOfType(BamotfException.Unavailable.class)
          .isThrownBy(call::run)
          .withMessageContaining(bamotf.url() + " did not complete its answer within 1 seconds")
          .withMessageContaining("bamotf.api.url")
          .satisfies(
              e ->
                  assertThat(e.getStackTrace())
                      .as("says who called")
                      .anyMatch(EndlessAnswerTest::isHere));
    } while (!bamotf.isTrickling());
    assertThat(bamotf.awaitBrokenOff()).isTrue();
  }

  private static boolean isHere(StackTraceElement element) {
    return element.getClassName().equals(EndlessAnswerTest.class.getName());
  }
}
