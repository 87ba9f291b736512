package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.AbandonEventException;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.NewEntry;
import com.bamotf.webhooks.telemetry.RecordedSpans;
import com.bamotf.webhooks.telemetry.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trace of an event goes on behind the commit, on any database. */
abstract class TracesContract {

  private DispatchFixture fixture;
  private RecordedSpans spans;

  abstract DataSource freshDatabase();

  @BeforeEach
  void start() throws SQLException {
    fixture = new DispatchFixture(freshDatabase());
    fixture.inbox.inbox.prepare();
    fixture.createOrders();
    spans = new RecordedSpans(fixture.inbox.telemetry);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aHandlingContinuesTheTraceOfItsStore() throws SQLException {
    SpanData store = store("pi_1", "succeeded");
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);
    SpanData handling = spans.last();
    assertContinues(handling, store);
    assertThat(RecordedSpans.attributes(handling))
        .isEqualTo(
            Map.of(
                "bamotf.payment_intent.id", "pi_1",
                "bamotf.event", "payment_intent.succeeded",
                "bamotf.entry.id", fixture.inbox.value("select id from bamotf_inbox"),
                "bamotf.outcome", "handled"));
  }

  @Test
  void everyAttemptContinuesItAndSaysWhyItFailed() throws SQLException {
    SpanData store = store("pi_1", "succeeded");
    fixture.behaviour =
        event -> {
          throw new IllegalStateException("no");
        };
    try (LogLines log = new LogLines(FailureRecorder.class)) {
      fixture.handleNext();
      assertContinues(spans.last(), store);
      assertThat(RecordedSpans.attributes(spans.last()))
          .containsEntry("error.type", "java.lang.IllegalStateException")
          .doesNotContainKey("bamotf.outcome");
      assertThat(log.lines("BAMOTF401"))
          .singleElement()
          .asString()
          .endsWith(" (trace " + store.getTraceId() + ")");
      fixture.behaviour =
          event -> {
            throw new AbandonEventException("never");
          };
      fixture.passTime();
      fixture.handleNext();
      assertContinues(spans.last(), store);
      assertThat(log.lines("BAMOTF402"))
          .singleElement()
          .asString()
          .endsWith(" (trace " + store.getTraceId() + ")");
    }
    assertThat(spans.all()).as("the store and two attempts").hasSize(3);
  }

  @Test
  void whatTheHandlerTracesIsAPartOfItsAttempt() throws SQLException {
    store("pi_1", "succeeded");
    fixture.behaviour =
        event -> fixture.inbox.telemetry.traces().store(null).end("of the handler's own webhook");
    fixture.handleNext();
    assertThat(spans.all()).hasSize(3);
    assertThat(spans.all().get(1).getParentSpanId()).isEqualTo(spans.last().getSpanId());
  }

  @Test
  void saysWhatBecameOfTheEvent() throws SQLException {
    store("pi_1", "succeeded");
    fixture.handleNext();
    store("pi_1", "processing");
    fixture.handleNext();
    assertThat(RecordedSpans.attributes(spans.last()))
        .containsEntry("bamotf.outcome", "superseded");
    fixture.handled = false;
    store("pi_2", "succeeded");
    fixture.handleNext();
    assertThat(RecordedSpans.attributes(spans.last()))
        .containsEntry("bamotf.outcome", "unobserved");
  }

  @Test
  void aHandlerThatHangsEndsItsSpanWhenItIsReplaced() throws Exception {
    SpanData store = store("pi_1", "succeeded");
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch ends = new CountDownLatch(1);
    fixture.behaviour =
        event -> {
          hangs.countDown();
          try {
            DispatchFixture.hang();
          } catch (IllegalStateException e) {
            awaitQuietly(ends);
          }
        };
    CompletableFuture<HandlingResult> hanging = CompletableFuture.supplyAsync(this::handleNext);
    assertThat(hangs.await(10, TimeUnit.MINUTES)).isTrue();
    fixture.nanoTime.addAndGet(Duration.ofSeconds(32).toNanos());
    List<InFlight> overdue = fixture.handling.interruptOverdue();
    try (LogLines log = new LogLines(Handling.class)) {
      fixture.handling.recordOverdue(overdue.get(0));
      assertThat(log.lines("BAMOTF405"))
          .singleElement()
          .asString()
          .endsWith(" (trace " + store.getTraceId() + ")");
    }
    assertContinues(spans.last(), store);
    assertThat(RecordedSpans.attributes(spans.last()))
        .containsEntry("error.type", HandlerOverdueException.class.getName());
    ends.countDown();
    assertThat(hanging.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo(HandlingResult.OVERDUE);
    assertThat(spans.all()).hasSize(2);
  }

  /** As what reconciliation has found: no request has brought it. */
  @Test
  void whatNoRequestBroughtBeginsATraceOfItsOwn() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.handleNext();
    assertThat(fixture.inbox.value("select trace_context from bamotf_inbox")).isNull();
    assertThat(spans.last().getParentSpanId()).isEqualTo(SpanId.getInvalid());
  }

  @Test
  void nothingToHandleIsNoSpan() throws SQLException {
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.NOTHING);
    assertThat(spans.all()).isEmpty();
  }

  private static void assertContinues(SpanData handling, SpanData store) {
    assertThat(handling.getName()).isEqualTo("bamotf.handle");
    assertThat(handling.getTraceId()).isEqualTo(store.getTraceId());
    assertThat(handling.getParentSpanId()).isEqualTo(store.getSpanId());
  }

  private SpanData store(String intent, String event) {
    Span span = fixture.inbox.telemetry.traces().store(null);
    byte[] body = Bodies.event(intent, event).getBytes(StandardCharsets.UTF_8);
    NewEntry entry = fixture.inbox.intake.read(body, Source.WEBHOOK, null);
    fixture.inbox.inbox.store(entry.tracedBy(span.context())).toCompletableFuture().join();
    span.end("stored");
    return spans.last();
  }

  private HandlingResult handleNext() {
    try {
      return fixture.handleNext();
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
