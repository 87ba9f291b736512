package com.bamotf.webhooks.telemetry;

import com.bamotf.webhooks.telemetry.Traces.Kind;
import com.bamotf.webhooks.telemetry.Traces.SpanSource;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spans by the server's OpenTelemetry, as a bean of it. Only {@link TelemetryStart} uses this
 * class, since most servers have no such API for applications. It works with that of 1.29 or later.
 */
final class OpenTelemetryTraces implements SpanSource, TextMapGetter<String> {

  static final String NAME = "com.bamotf.webhooks";

  private static final String HEADER = "traceparent";

  private final Tracer tracer;

  OpenTelemetryTraces(OpenTelemetry openTelemetry) {
    tracer = openTelemetry.getTracer(NAME);
  }

  /** Empty if there is no such bean. */
  static Optional<SpanSource> lookUp(Instance<Object> beans) {
    return bean(beans).map(OpenTelemetryTraces::new);
  }

  static Optional<OpenTelemetry> bean(Instance<Object> beans) {
    Instance<OpenTelemetry> found = beans.select(OpenTelemetry.class);
    return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
  }

  @Override
  public Span begin(Kind kind, @Nullable String traceparent) {
    boolean stores = kind == Kind.STORE;
    return new OpenTelemetrySpan(
        tracer
            .spanBuilder(stores ? "bamotf.store" : "bamotf.handle")
            .setSpanKind(stores ? SpanKind.PRODUCER : SpanKind.CONSUMER)
            .setParent(stores ? ofThread(traceparent) : remote(traceparent))
            .startSpan());
  }

  @Override
  public <T> Supplier<T> continuing(Supplier<T> work) {
    return Context.current().wrapSupplier(work);
  }

  /**
   * The server may have continued the request's trace already, with a span of its own. But WildFly
   * leaves that span on its thread, if the request was suspended, and gives the next request none.
   */
  private Context ofThread(@Nullable String traceparent) {
    Context sent = remote(traceparent);
    SpanContext sender = io.opentelemetry.api.trace.Span.fromContext(sent).getSpanContext();
    io.opentelemetry.api.trace.Span current = io.opentelemetry.api.trace.Span.current();
    boolean isOfRequest =
        !sender.isValid() || sender.getTraceId().equals(current.getSpanContext().getTraceId());
    return isOfRequest && current.isRecording() ? Context.current() : sent;
  }

  /** Ignores what a handler may have left open on a worker's thread. */
  private Context remote(@Nullable String traceparent) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, this);
  }

  @Override
  public Iterable<String> keys(String traceparent) {
    return List.of(HEADER);
  }

  /** The one header that there is. */
  @Override
  public @Nullable String get(@Nullable String traceparent, String key) {
    return key.equals(HEADER) ? traceparent : null;
  }
}
