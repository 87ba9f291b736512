package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.WebhookSecret;
import com.bamotf.webhooks.dispatch.LogLines;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.telemetry.RecordedSpans;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a receiver answers to a body whose signature is valid. */
class ReceiverTest {

  private static final WebhookSecret TEST =
      InboxFixture.secret("bamotf.webhook.secret.2", "of test", Optional.empty(), "test");

  private final InboxFixture inbox =
      new InboxFixture(TestDatabases.h2(), InboxFixture.withSecrets(InboxFixture.SECRET, TEST))
          .started();
  private final Receiver receiver = new Receiver(inbox.intake, inbox.inbox, inbox.telemetry);

  @AfterEach
  void stop() {
    inbox.close();
  }

  @Test
  void theSecretOfOneModeSignsNoEventOfAnother() {
    Stream<Function<VerifiedBody, AcceptResult>> ways =
        Stream.of(
            body -> receiver.receive(body).toCompletableFuture().join(),
            body -> receiver.receiveAsync(body).toCompletableFuture().join());
    ways.forEach(
        way -> {
          AcceptResult refused = way.apply(body("prod", TEST));
          assertThat(refused.status()).isEqualTo(400);
          assertThat(refused.json())
              .contains("bamotf.webhook.secret.2", "prod")
              .doesNotContain("of test");
          assertThat(way.apply(body("test", TEST)).status()).isEqualTo(200);
          assertThat(way.apply(body("prod", InboxFixture.SECRET)).status()).isEqualTo(200);
        });
  }

  @Test
  void countsAndTimesWhatItStores() {
    receiver.receive(body("test", TEST)).toCompletableFuture().join();
    receiver.receive(body("test", TEST)).toCompletableFuture().join();
    receiver.receiveAsync(body("test", TEST)).toCompletableFuture().join();
    receiver.receive(body("prod", TEST)).toCompletableFuture().join();
    inbox.close();
    receiver.receive(body("prod", InboxFixture.SECRET)).toCompletableFuture().join();

    assertThat(inbox.telemetry.getWebhookRequests())
        .isEqualTo(
            Map.of(
                "stored", 1L,
                "duplicate", 2L,
                "quarantined", 1L,
                "rejected", 0L,
                "too_large", 0L,
                "unavailable", 1L));
    assertThat(inbox.telemetry.getWebhookStores()).as("not the last one").isEqualTo(4);
    assertThat(inbox.telemetry.getWebhookStoreSeconds()).isPositive().isLessThan(600);
  }

  @Test
  void tracesWhatItStores() {
    RecordedSpans spans = new RecordedSpans(inbox.telemetry);
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    VerifiedBody plain = body("test", TEST);
    VerifiedBody traced =
        new VerifiedBody(plain.bytes(), plain.signedBy(), "00-" + trace + "-00f067aa0ba902b7-01");
    receiver.receive(traced).toCompletableFuture().join();
    assertThat(spans.last().getTraceId()).isEqualTo(trace);
    assertThat(spans.last().getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(RecordedSpans.attributes(spans.last()))
        .isEqualTo(
            Map.of(
                "bamotf.payment_intent.id", "pi_1",
                "bamotf.event", "payment_intent.succeeded",
                "bamotf.entry.id", inbox.value("select id from bamotf_inbox"),
                "bamotf.outcome", "stored"));
    String kept = "00-" + trace + "-" + spans.last().getSpanId() + "-01";
    assertThat(inbox.value("select trace_context from bamotf_inbox")).isEqualTo(kept);

    receiver.receive(plain).toCompletableFuture().join();
    assertThat(spans.last().getTraceId()).as("without a header").isNotEqualTo(trace);
    assertThat(RecordedSpans.attributes(spans.last()))
        .containsEntry("bamotf.outcome", "duplicate")
        .containsEntry("bamotf.entry.id", inbox.value("select id from bamotf_inbox"));
    assertThat(inbox.value("select trace_context from bamotf_inbox"))
        .as("of the delivery that is handled")
        .isEqualTo(kept);
  }

  @Test
  void tracesWhatItCannotRead() {
    RecordedSpans spans = new RecordedSpans(inbox.telemetry);
    byte[] unreadable = "no json".getBytes(StandardCharsets.UTF_8);
    AcceptResult result =
        receiver.receive(new VerifiedBody(unreadable, TEST.id())).toCompletableFuture().join();
    assertThat(result.status()).isEqualTo(400);
    assertThat(RecordedSpans.attributes(spans.last()))
        .isEqualTo(
            Map.of(
                "bamotf.entry.id",
                inbox.value("select id from bamotf_inbox"),
                "bamotf.outcome",
                "quarantined"));
  }

  @Test
  void namesTheTraceInItsLogLines() {
    RecordedSpans spans = new RecordedSpans(inbox.telemetry);
    try (LogLines log = new LogLines(Receiver.class)) {
      receiver.receive(body("prod", TEST)).toCompletableFuture().join();
      assertThat(RecordedSpans.attributes(spans.last()))
          .containsEntry("bamotf.outcome", "quarantined");
      assertThat(log.lines("BAMOTF203"))
          .singleElement()
          .asString()
          .endsWith(" (trace " + spans.last().getTraceId() + ")");
      inbox.close();
      receiver.receive(body("prod", InboxFixture.SECRET)).toCompletableFuture().join();
      assertThat(RecordedSpans.attributes(spans.last())).containsEntry("error.type", "unavailable");
      assertThat(log.lines("BAMOTF204"))
          .singleElement()
          .asString()
          .endsWith(" (trace " + spans.last().getTraceId() + ")");
    }
  }

  @Test
  void quarantinedDeliveriesDoNotFillTheLog() {
    try (LogLines log = new LogLines(Receiver.class)) {
      for (int i = 0; i < 50; i++) {
        receiver.receive(body("prod", TEST)).toCompletableFuture().join();
      }
      log.assertFew("BAMOTF203");
    }
  }

  @Test
  void deliveriesThatCannotBeStoredDoNotFillTheLog() {
    inbox.close();
    try (LogLines log = new LogLines(Receiver.class)) {
      for (int i = 0; i < 50; i++) {
        receiver.receive(body("prod", InboxFixture.SECRET)).toCompletableFuture().join();
      }
      log.assertFew("BAMOTF204");
    }
  }

  @Test
  void withoutTracesNothingIsKept() {
    try (LogLines log = new LogLines(Receiver.class)) {
      receiver.receive(body("prod", TEST)).toCompletableFuture().join();
      assertThat(log.lines("BAMOTF203")).singleElement().asString().doesNotContain("trace");
    }
    assertThat(inbox.value("select count(*) from bamotf_inbox where trace_context is null"))
        .isEqualTo("1");
  }

  private static VerifiedBody body(String mode, WebhookSecret secret) {
    return new VerifiedBody(
        Bodies.event("pi_1", "succeeded", "1", mode).getBytes(StandardCharsets.UTF_8), secret.id());
  }
}
