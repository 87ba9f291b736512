package com.bamotf.webhooks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.reconcile.AccountStatus;
import com.bamotf.webhooks.reconcile.Reconciliation;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import com.sun.net.httpserver.HttpExchange;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server's own Rest Client and Fault Tolerance, from inside of the container. */
@ExtendWith(ArquillianExtension.class)
class RestClientInServerIT {

  @Inject BamotfClient client;
  @Inject Reconciliation reconciliation;

  @Inject
  @ConfigProperty(name = "bamotf.test.port")
  int port;

  private FakeBamotf bamotf;

  @Deployment
  static WebArchive host() throws IOException {
    WebArchive shipped =
        ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("bamotf.war")));
    WebArchive host = ShrinkWrap.create(WebArchive.class, "asking.war");
    shipped
        .getContent(Filters.include("/WEB-INF/lib/.*\\.jar"))
        .forEach((path, node) -> host.add(node.getAsset(), path));
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    return host.addClasses(RestClientInServerIT.class, FakeBamotf.class, FakeIntent.class)
        .addClasses(FakeBamotf.Fault.class, TricklingServer.class)
        .addClass("com.bamotf.webhooks.testing.FakeList")
        .addAsLibraries(jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matcher.class))
        .addAsResource(
            new StringAsset(
                """
                bamotf.webhook.secret=my-secret
                bamotf.api.url=http://127.0.0.1:%1$d
                bamotf.api.key=key-dev
                bamotf.api.connect-timeout=PT1S
                bamotf.api.read-timeout=PT2S
                bamotf.reconcile.interval=P1D
                bamotf.test.port=%1$d
                """
                    .formatted(free)),
            "META-INF/microprofile-config.properties")
        .addAsWebInfResource(
            new StringAsset("<beans bean-discovery-mode=\"annotated\"/>"), "beans.xml");
  }

  private static File jarOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  @BeforeEach
  void start() throws SQLException {
    bamotf = newBamotf();
    try {
      awaitRun();
    } finally {
      bamotf.close();
    }
    bamotf = newBamotf();
  }

  private FakeBamotf newBamotf() {
    return onceThePortIsFree(() -> new FakeBamotf(port).withKey("key-dev", "dev"));
  }

  /** Whoever had the port before can keep it for a moment after closing. */
  private static <T> T onceThePortIsFree(Callable<T> listener) {
    return awaiting()
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptionsMatching(failure -> failure.getCause() instanceof BindException)
        .until(listener, Objects::nonNull);
  }

  private static ConditionFactory awaiting() {
    return Awaitility.await().atMost(Duration.ofMinutes(10));
  }

  /** The application reconciles by itself too, at its start; those requests must not be counted. */
  private void awaitRun() throws SQLException {
    Instant due = reconciliation.runNow();
    awaiting()
        .until(
            () -> {
              AccountStatus status = state();
              Instant begun = status.startedAt();
              return begun != null
                  && !begun.isBefore(due)
                  && !status.running()
                  && status.problem() == null;
            });
  }

  @AfterEach
  void stop() {
    bamotf.close();
  }

  @Test
  void callsAreCarriedOut() {
    FakeIntent intent = bamotf.add("dev");
    assertThat(client.retrieve(intent.id).amount()).isEqualTo(1000);
    assertThat(client.create(1, new NewPaymentIntent("bc1q", 7, "BTC")).amount()).isEqualTo(7);
    assertThat(client.simulatePayment(intent.id, 1000, "BTC", 1)).isPresent();
    assertThat(client.cancel(intent.id, "why").cancellationReason()).isEqualTo("why");
    assertThatExceptionOfType(BamotfException.NotFound.class)
        .isThrownBy(() -> client.retrieve("missing"));
    try (Stream<PaymentIntent> list = client.list(1)) {
      assertThat(list.map(PaymentIntent::id)).hasSize(2).contains(intent.id);
    }
  }

  @Test
  void aQuestionIsAskedAgainWhenBamotfIsUnavailable() {
    FakeIntent intent = bamotf.add("dev");
    AtomicInteger left = new AtomicInteger(2);
    failWhile(left);
    assertThat(client.retrieve(intent.id).id()).isEqualTo(intent.id);
    left.set(2);
    failWhile(left);
    try (Stream<PaymentIntent> list = client.list(1)) {
      assertThat(list).hasSize(1);
    }
    assertThat(bamotf.requests()).hasSize(6);
  }

  private void failWhile(AtomicInteger left) {
    bamotf.misbehave(
        exchange -> {
          FakeBamotf.answer(exchange, 503, "away");
          if (left.decrementAndGet() == 0) {
            bamotf.misbehave(null);
          }
        });
  }

  @Test
  void noOtherFailureIsTriedAgain() {
    bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 401, "no"));
    assertThatExceptionOfType(BamotfException.WrongKey.class)
        .isThrownBy(() -> client.retrieve("x"));
    bamotf.misbehave(exchange -> FakeBamotf.answer(exchange, 200, "<html>"));
    assertThatExceptionOfType(BamotfException.Malformed.class)
        .isThrownBy(() -> client.retrieve("x"));
    assertThat(bamotf.requests()).hasSize(2);
  }

  @Test
  void nothingIsMadeTwiceWhenTheAnswerIsLost() {
    client.retrieve(bamotf.add("dev").id); // leaves a connection that is used again
    bamotf.misbehave(HttpExchange::close);
    assertThatExceptionOfType(BamotfException.Unavailable.class)
        .isThrownBy(() -> client.create(1, new NewPaymentIntent("bc1q", 1, "BTC")));
    assertThat(bamotf.requests().stream().filter(each -> each.startsWith("POST"))).hasSize(1);
  }

  /** RESTEasy reads a response that is closed to its end. */
  @Test
  @Timeout(600)
  void aListWithoutEndCanBeClosed() {
    String element = "{" + bamotf.add("dev").json(true) + "}";
    bamotf.list(intents -> Stream.generate(() -> element).iterator());
    try (Stream<PaymentIntent> list = client.list(1)) {
      assertThat(list.limit(3)).hasSize(3);
    }
    bamotf.list(FakeBamotf::elements);
    try (Stream<PaymentIntent> list = client.list(1)) {
      assertThat(list).hasSize(1);
    }
  }

  /** Jersey cannot break such a call off, so its thread ends with the connection. */
  @Test
  void aRunEndsAlthoughTheHeadersOfItsAnswerDoNot() throws SQLException {
    bamotf.close();
    try (TricklingServer endless =
        onceThePortIsFree(() -> new TricklingServer(TricklingServer.HEADERS, port))) {
      assertThat(endless.url()).hasPort(port);
      reconciliation.runNow();
      awaiting().until(() -> String.valueOf(state().problem()).contains("did not complete"));
      assertThat(state().running()).isFalse();
    }
    bamotf = newBamotf();
    awaitRun();
    awaiting().until(() -> threads().noneMatch(name -> name.startsWith("bamotf-api-")));
  }

  private AccountStatus state() throws SQLException {
    return reconciliation.status().get(0);
  }

  private static Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
  }

  @Test
  void theStateIsThereToBeShown() throws Exception {
    assertThat(reconciliation.isActive()).isTrue();
    assertThat(reconciliation.status()).hasSize(1);
  }
}
