package com.bamotf.webhooks.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import com.bamotf.webhooks.receive.AcceptResult;
import com.bamotf.webhooks.receive.Receiver;
import com.bamotf.webhooks.receive.VerifiedBody;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.signature.WebhookSigner;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends events to the application as bamotf does, and finds what became of them. */
final class Deliveries {

  private static final String INVALID_SIGNATURE =
      "{\"success\":false,\"error\":\"Invalid signature\"}";
  private static final Duration[] PAUSES = {Duration.ofSeconds(1), Duration.ofSeconds(2)};

  private final TestServer server;
  private final TestInbox inbox;
  private final ObserverCalls calls;
  private final Clock clock;
  private final WebhookSigner signer = new WebhookSigner(TestConfig.SECRET);
  private final List<BamotfDelivery> held = new ArrayList<>();
  private final List<BamotfDelivery> lost = new ArrayList<>();
  private Duration skew = Duration.ZERO;
  private boolean crashAfterCommit;

  Deliveries(TestServer server, TestInbox inbox, ObserverCalls calls, Clock clock) {
    this.server = server;
    this.inbox = inbox;
    this.calls = calls;
    this.clock = clock;
  }

  void clockSkew(Duration ahead) {
    skew = ahead;
  }

  void crashAfterCommit() {
    crashAfterCommit = true;
  }

  BamotfDelivery deliver(TestEvent<?> event) {
    inbox.stopTime();
    BamotfDelivery delivery = new BamotfDelivery(event, inbox, calls);
    for (int attempt = 0; attempt <= PAUSES.length; attempt++) {
      if (attempt > 0) {
        inbox.advance(PAUSES[attempt - 1]);
      }
      CompletableFuture<AcceptResult> answer = attempt(event, delivery);
      if (crashAfterCommit) {
        crashAfterCommit = false;
        delivery.answered("none: the server crashed after the commit");
        inbox.restart();
      } else if (!answer.isDone()) {
        held.add(delivery.heldFor(answer));
        return delivery;
      } else {
        delivery.answered(answer.join());
        if (answer.join().status() / 100 == 2) {
          break;
        }
      }
    }
    delivery.findEntry();
    inbox.handleDue();
    return delivery;
  }

  /** The signature's time is real, since the verifier's is. */
  private CompletableFuture<AcceptResult> attempt(TestEvent<?> event, BamotfDelivery delivery) {
    byte[] body = event.bodyAt(clock.instant());
    String header = signer.sign(body, Instant.now().plus(skew));
    SignatureResult result = server.bean(SignatureVerifier.class).verify(body, header);
    if (result instanceof SignatureResult.Valid valid) {
      return server
          .bean(Receiver.class)
          .receive(new VerifiedBody(body, valid.secret().id()))
          .toCompletableFuture();
    }
    String reason = ((SignatureResult.Rejected) result).reason();
    delivery.refused(reason);
    return CompletableFuture.completedFuture(
        new AcceptResult.Rejected(401, INVALID_SIGNATURE, reason));
  }

  /** Waits until the writer has stored what was held. */
  void resume() {
    for (BamotfDelivery delivery : held) {
      delivery.awaitAnswer();
      delivery.findEntry();
    }
    held.clear();
    inbox.handleDue();
  }

  BamotfDelivery lose(TestEvent<?> event) {
    BamotfDelivery delivery = new BamotfDelivery(event, inbox, calls);
    delivery.answered("none: it never arrived");
    lost.add(delivery);
    return delivery;
  }

  void reconcile() {
    inbox.stopTime();
    for (BamotfDelivery delivery : lost) {
      byte[] body = asReconciled(delivery.event().bodyAt(clock.instant()));
      server
          .bean(Inbox.class)
          .store(server.bean(Intake.class).read(body, Source.RECONCILED, null))
          .toCompletableFuture()
          .join();
      delivery.findEntry();
    }
    lost.clear();
    inbox.handleDue();
  }

  /** bamotf's API shows no transactions, and there was no job. */
  private static byte[] asReconciled(byte[] body) {
    try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
      JsonObject message = reader.readObject();
      JsonObject intent = message.getJsonObject("data").getJsonObject("paymentIntent");
      return Json.createObjectBuilder(message)
          .add("idempotenceKey", "reconciled")
          .add(
              "data",
              Json.createObjectBuilder()
                  .add("paymentIntent", Json.createObjectBuilder(intent).remove("transactions")))
          .build()
          .toString()
          .getBytes(UTF_8);
    }
  }

  void requeue(BamotfDelivery delivery) {
    inbox.stopTime();
    try {
      RequeueResult result = inbox.admin().requeue(delivery.requireEntry().id(), false);
      if (result instanceof RequeueResult.Refused refused) {
        throw delivery.failure("to be requeued, but that was refused: " + refused.reason());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The inbox cannot be used", e);
    }
    inbox.handleDue();
  }
}
