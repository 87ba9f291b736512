package com.bamotf.webhooks.testing.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.sender.Attempt;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.testing.BamotfSender;
import com.bamotf.webhooks.testing.TestClock;
import com.bamotf.webhooks.testing.TestEvents;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BamotfSenderTest {

  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String header = exchange.getRequestHeaders().getFirst(WebhookSigner.HEADER);
          long millis = Long.parseLong(header.substring(2, header.indexOf(',')));
          assertThat(header)
              .isEqualTo(new WebhookSigner("secret").sign(body, Instant.ofEpochMilli(millis)));
          signatures.add(header);
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void triesThreeTimesOnAVirtualClock() throws InterruptedException {
    TestClock clock = new TestClock();
    Instant began = clock.instant();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    List<Attempt> attempts =
        new BamotfSender(endpoint, "secret", clock).send(TestEvents.succeeded());
    assertThat(attempts).hasSize(3).noneMatch(Attempt::accepted);
    assertThat(clock.instant()).isEqualTo(began.plus(Duration.ofSeconds(3)));
    assertThat(signatures)
        .extracting(each -> Long.parseLong(each.substring(2, each.indexOf(','))))
        .containsExactly(
            began.toEpochMilli(), began.toEpochMilli() + 1000, began.toEpochMilli() + 3000);
  }
}
