package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.bamotf.webhooks.console.Stub;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which trace a span is a part of, and what it says. */
class OpenTelemetryTracesTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String HEADER = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final Telemetry telemetry = new Telemetry();
  private final Traces traces = telemetry.traces();
  private final RecordedSpans spans = new RecordedSpans(telemetry);

  // -- which trace

  @Test
  void aStoreContinuesTheTraceOfTheRequest() {
    traces.store(HEADER).end("stored");
    assertThat(spans.last().getTraceId()).isEqualTo(TRACE);
    assertThat(spans.last().getParentSpanId()).isEqualTo("00f067aa0ba902b7");
  }

  /** Else it would stand beside the server's span, which has the same parent. */
  @Test
  void aStoreIsAPartOfTheServersSpanIfThereIsOne() {
    io.opentelemetry.api.trace.Span continuing = continuing(HEADER);
    within(continuing, () -> traces.store(HEADER).end("stored"));
    assertThat(spans.last().getParentSpanContext()).isEqualTo(continuing.getSpanContext());
    io.opentelemetry.api.trace.Span first = ofServer();
    within(first, () -> traces.store(null).end("stored"));
    assertThat(spans.last().getParentSpanContext()).isEqualTo(first.getSpanContext());
  }

  @Test
  void aStoreIsNoPartOfAnotherRequestThatTheServerLeftOnTheThread() {
    within(ofServer(), () -> traces.store(HEADER).end("stored"));
    assertThat(spans.last().getParentSpanId()).isEqualTo("00f067aa0ba902b7");

    io.opentelemetry.api.trace.Span ended = ofServer();
    ended.end();
    within(ended, () -> traces.store(null).end("stored"));
    assertThat(spans.last().getParentSpanId()).isEqualTo(SpanId.getInvalid());
    io.opentelemetry.api.trace.Span continuing = continuing(HEADER);
    continuing.end();
    within(continuing, () -> traces.store(HEADER).end("stored"));
    assertThat(spans.last().getParentSpanId()).isEqualTo("00f067aa0ba902b7");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "x",
        "00-" + TRACE,
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-" + TRACE + "-00f067aa0ba902b7-01-more"
      })
  void whatIsNoTraceBeginsAnother(String header) {
    traces.store(header).end("stored");
    traces.handle(header).end("handled");
    assertThat(spans.all())
        .allSatisfy(
            span -> {
              assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
              assertThat(span.getTraceId()).isNotEqualTo(TRACE);
            });
    assertThat(spans.all().stream().map(SpanData::getTraceId)).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aHandlingContinuesItsStore() {
    Span store = traces.store(null);
    String kept = store.context();
    store.end("stored");
    assertThat(kept).hasSize(55).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");

    traces.handle(kept).end("handled");
    SpanData handled = spans.last();
    assertThat(handled.getTraceId()).isEqualTo(spans.all().get(0).getTraceId());
    assertThat(handled.getParentSpanId()).isEqualTo(spans.all().get(0).getSpanId());
  }

  @Test
  void aHandlingIsNoPartOfWhatAnEarlierHandlerLeftOpen() {
    within(ofServer(), () -> traces.handle(null).end("handled"));
    assertThat(spans.last().getParentSpanId()).isEqualTo(SpanId.getInvalid());
  }

  @Test
  void aCallOnAnotherThreadContinuesTheTraceOfItsCaller() {
    io.opentelemetry.api.trace.Span caller = ofServer();
    AtomicReference<Supplier<SpanContext>> call = new AtomicReference<>();
    within(caller, () -> call.set(traces.continuing(OpenTelemetryTracesTest::current)));
    assertThat(current()).isNotEqualTo(caller.getSpanContext());
    assertThat(call.get().get()).isEqualTo(caller.getSpanContext());
    assertThat(new Telemetry().traces().continuing(() -> "work").get()).isEqualTo("work");
  }

  private static SpanContext current() {
    return io.opentelemetry.api.trace.Span.current().getSpanContext();
  }

  /** Whoever records one trace in a hundred wants both spans of it, or none. */
  @Test
  void theDecisionWhetherToRecordIsKept() {
    RecordedSpans never = new RecordedSpans(Sampler.alwaysOff());
    traces.use(new OpenTelemetryTraces(never.openTelemetry()));
    Span store = traces.store(null);
    assertThat(store.context()).endsWith("-00");
    store.end("stored");
    assertThat(never.all()).isEmpty();
  }

  /** As on a server whose OpenTelemetry is off. */
  @Test
  void withoutRecordingTheTraceOfTheRequestIsKeptAllTheSame() {
    traces.use(new OpenTelemetryTraces(OpenTelemetry.noop()));
    assertThat(traces.store(HEADER).context()).isEqualTo(HEADER);
    assertThat(traces.store(HEADER).inLog()).isEqualTo(" (trace " + TRACE + ")");
    assertThat(traces.store(null).context()).isNull();
    assertThat(traces.store(null).inLog()).isEmpty();
  }

  // -- what a span says

  @Test
  void namesAndAttributes() {
    Span store = traces.store(null);
    store.about("pi_1", "payment_intent.succeeded");
    store.end("stored");
    traces.handle(null).fail("java.lang.IllegalStateException");

    SpanData first = spans.all().get(0);
    assertThat(first.getName()).isEqualTo("bamotf.store");
    assertThat(first.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(first.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(first.getInstrumentationScopeInfo().getName()).isEqualTo("com.bamotf.webhooks");
    assertThat(RecordedSpans.attributes(first))
        .isEqualTo(
            Map.of(
                "bamotf.payment_intent.id", "pi_1",
                "bamotf.event", "payment_intent.succeeded",
                "bamotf.outcome", "stored"));
    assertThat(spans.last().getName()).isEqualTo("bamotf.handle");
    assertThat(spans.last().getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(spans.last().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(RecordedSpans.attributes(spans.last()))
        .isEqualTo(Map.of("error.type", "java.lang.IllegalStateException"));
  }

  /** The end that another thread has recorded for a handler that hangs. */
  @Test
  void onlyTheFirstEndCounts() {
    Span span = traces.handle(null);
    span.fail("overdue");
    span.end("handled");
    assertThat(spans.all()).hasSize(1);
    assertThat(RecordedSpans.attributes(spans.last())).containsOnlyKeys("error.type");
  }

  @Test
  void whatIsDoneWithinASpanIsAPartOfIt() {
    Span span = traces.handle(null);
    assertThat(
            span.run(
                () -> {
                  ofServer().end();
                  return 5;
                }))
        .isEqualTo(5);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                span.run(
                    () -> {
                      throw new IllegalStateException("of the handler");
                    }));
    span.end("handled");
    assertThat(spans.all().get(0).getParentSpanId()).isEqualTo(spans.last().getSpanId());
    ofServer().end();
    assertThat(spans.last().getParentSpanId()).as("afterwards").isEqualTo(SpanId.getInvalid());
    assertThat(span.inLog()).isEqualTo(" (trace " + spans.all().get(1).getTraceId() + ")");
  }

  // -- where it comes from

  @Test
  void aBeanOfTheServerIsUsed() {
    Telemetry fresh = new Telemetry();
    OpenTelemetry bean = spans.openTelemetry();
    TelemetryStart.trace(
        fresh.traces(), beans(Map.of("isResolvable", none -> true, "get", none -> bean)));
    fresh.traces().store(HEADER).end("stored");
    assertThat(spans.all()).hasSize(1);
  }

  @Test
  void withoutABeanThereAreNoSpans() {
    Telemetry fresh = new Telemetry();
    TelemetryStart.trace(fresh.traces(), beans(Map.of("isResolvable", none -> false)));
    assertThat(fresh.traces().store(HEADER)).isSameAs(Span.NONE);
    assertThat(fresh.traces().handle(HEADER)).isSameAs(Span.NONE);
  }

  /** As where the server does not show the API to applications, or its bean cannot be made. */
  @Test
  void aServerWithoutTheApiDeploysAsBefore() {
    for (Throwable fault :
        new Throwable[] {
          new NoClassDefFoundError("io/opentelemetry/api/OpenTelemetry"),
          new IllegalStateException("the bean is broken")
        }) {
      Telemetry fresh = new Telemetry();
      Instance<?> beans = Stub.of(Instance.class, Map.of("select", type -> thrown(fault)));
      TelemetryStart.trace(fresh.traces(), cast(beans));
      assertThat(fresh.traces().store(HEADER)).isSameAs(Span.NONE);
    }
  }

  @Test
  void aSpanThatCannotBeginCostsNothing() {
    for (Throwable fault :
        new Throwable[] {
          new NoSuchMethodError("another version"), new IllegalStateException("shut down")
        }) {
      traces.use((kind, traceparent) -> (Span) thrown(fault));
      assertThat(traces.store(HEADER)).isSameAs(Span.NONE);
      assertThat(traces.handle(HEADER)).isSameAs(Span.NONE);
    }
  }

  @Test
  void noSpanDoesTheWorkAndSaysNothing() {
    assertThat(Span.NONE.run(() -> 5)).isEqualTo(5);
    assertThat(Span.NONE.context()).isNull();
    assertThat(Span.NONE.inLog()).isEmpty();
  }

  private static Object thrown(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }

  private static Instance<Object> beans(Map<String, Stub.Answer> answers) {
    Instance<?> found = Stub.of(Instance.class, answers);
    return cast(Stub.of(Instance.class, Map.of("select", type -> found)));
  }

  @SuppressWarnings("unchecked")
  private static Instance<Object> cast(Instance<?> beans) {
    return (Instance<Object>) beans;
  }

  private static void within(io.opentelemetry.api.trace.Span span, Runnable work) {
    Context.root().with(span).wrap(work).run();
  }

  private io.opentelemetry.api.trace.Span continuing(String header) {
    String[] parts = header.split("-");
    SpanContext sender =
        SpanContext.createFromRemoteParent(
            parts[1], parts[2], TraceFlags.getSampled(), TraceState.getDefault());
    return spans
        .openTelemetry()
        .getTracer("server")
        .spanBuilder("POST")
        .setParent(Context.root().with(io.opentelemetry.api.trace.Span.wrap(sender)))
        .startSpan();
  }

  private io.opentelemetry.api.trace.Span ofServer() {
    return spans.openTelemetry().getTracer("server").spanBuilder("POST").startSpan();
  }
}
