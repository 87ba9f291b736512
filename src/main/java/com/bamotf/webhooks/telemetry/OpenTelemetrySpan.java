package com.bamotf.webhooks.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A span of {@link OpenTelemetryTraces}. Nothing that fails in it reaches the caller. */
record OpenTelemetrySpan(io.opentelemetry.api.trace.Span span) implements Span {

  @Override
  public void attribute(String name, String value) {
    Quietly.run(() -> span.setAttribute(name, value));
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed below, and quietly
  public <T> T run(Supplier<T> work) {
    Scope scope = Quietly.get(() -> Context.current().with(span).makeCurrent(), Scope.noop());
    try {
      return work.get();
    } finally {
      Quietly.run(scope::close);
    }
  }

  /** Without the trace state, which is for the sender's own systems. */
  @Override
  public @Nullable String context() {
    SpanContext context = spanContext();
    return context.isValid()
        ? "00-%s-%s-%s"
            .formatted(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex())
        : null;
  }

  @Override
  public String inLog() {
    SpanContext context = spanContext();
    return context.isValid() ? " (trace " + context.getTraceId() + ")" : "";
  }

  private SpanContext spanContext() {
    return Quietly.get(span::getSpanContext, SpanContext.getInvalid());
  }

  @Override
  public void end(String outcome) {
    attribute("bamotf.outcome", outcome);
    Quietly.run(span::end);
  }

  @Override
  public void fail(String errorType) {
    attribute("error.type", errorType);
    Quietly.run(() -> span.setStatus(StatusCode.ERROR));
    Quietly.run(span::end);
  }
}
