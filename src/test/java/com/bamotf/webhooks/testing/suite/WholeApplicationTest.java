package com.bamotf.webhooks.testing.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.testing.BamotfSender;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.TestEvent;
import com.bamotf.webhooks.testing.TestEvents;
import com.bamotf.webhooks.wire.EventReader;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The sender and the API, against a stand-in for an application. */
class WholeApplicationTest {

  @Test
  void sendsAndIsAsked() throws Exception {
    AtomicInteger received = new AtomicInteger();
    HttpServer application =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application.createContext(
        "/webhook",
        exchange -> {
          received.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    application.start();
    URI endpoint =
        URI.create("http://127.0.0.1:" + application.getAddress().getPort() + "/webhook");
    String secret = "secret";

    TestEvent<?> event = TestEvents.succeeded().amount("EUR", 2500).metadata("orderId", "42");
    new BamotfSender(endpoint, secret).send(event); // it arrives
    FakeBamotf api = new FakeBamotf().withKey("key", "prod"); // url() is for bamotf.api.url
    api.add(event.inApi()); // or reconciliation finds it

    try (api) {
      assertThat(received).hasValue(1);
      assertPaid(api, event);
    } finally {
      application.stop(0);
    }
  }

  private static void assertPaid(FakeBamotf api, TestEvent<?> event) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(api.url().resolve("/api/payment-intents/" + event.paymentIntentId()))
            .header("Authorization", "Bearer key")
            .build();
    byte[] answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).body();
    PaymentIntent intent = new EventReader().readPaymentIntent(answer);
    assertThat(intent.id()).isEqualTo(event.paymentIntentId());
    assertThat(intent.status()).isEqualTo("succeeded");
    assertThat(intent.amount()).isEqualTo(2500);
    assertThat(intent.currency()).isEqualTo("EUR");
    assertThat(intent.metadata("orderId")).hasValue("42");
  }
}
