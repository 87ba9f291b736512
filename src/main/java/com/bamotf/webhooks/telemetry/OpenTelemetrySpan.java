package com.bamotf.webhooks.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A span of {@link OpenTelemetryTraces}. */
record OpenTelemetrySpan(io.opentelemetry.api.trace.Span span) implements Span {

  @Override
  public void attribute(String name, String value) {
    span.setAttribute(name, value);
  }

  @Override
  public <T> T run(Supplier<T> work) {
    return Context.current().with(span).wrapSupplier(work).get();
  }

  /** Without the trace state, which is for the sender's own systems. */
  @Override
  public @Nullable String context() {
    SpanContext context = span.getSpanContext();
    return context.isValid()
        ? "00-%s-%s-%s"
            .formatted(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex())
        : null;
  }

  @Override
  public String inLog() {
    SpanContext context = span.getSpanContext();
    return context.isValid() ? " (trace " + context.getTraceId() + ")" : "";
  }

  @Override
  public void end(String outcome) {
    span.setAttribute("bamotf.outcome", outcome);
    span.end();
  }

  @Override
  public void fail(String errorType) {
    span.setAttribute("error.type", errorType);
    span.setStatus(StatusCode.ERROR);
    span.end();
  }
}
