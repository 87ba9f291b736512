package com.bamotf.webhooks.telemetry;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins the spans of this application. There are none until the server's OpenTelemetry is found
 * ({@link TelemetryStart}). Thread-safe.
 */
public final class Traces {

  /** Where spans come from. */
  @FunctionalInterface
  interface SpanSource {

    /**
     * Begins a span.
     *
     * @param traceparent of the span that it continues; null if there is none
     */
    Span begin(Kind kind, @Nullable String traceparent);

    /** Work that continues the calling thread's trace on another one. */
    default <T> Supplier<T> continuing(Supplier<T> work) {
      return work;
    }
  }

  /** What a span is about. */
  enum Kind {
    STORE,
    HANDLE
  }

  private volatile SpanSource source = (kind, traceparent) -> Span.NONE;

  Traces() {}

  void use(SpanSource newSource) {
    source = newSource;
  }

  /**
   * A delivery is about to be stored. The span continues that of the calling thread, unless the
   * given one is of another trace; else it continues the given one.
   *
   * @param traceparent the header of the request; null without one
   */
  public Span store(@Nullable String traceparent) {
    return begin(Kind.STORE, traceparent);
  }

  /**
   * An entry is about to be handled.
   *
   * @param traceparent the {@link Span#context} of its store; null without one
   */
  public Span handle(@Nullable String traceparent) {
    return begin(Kind.HANDLE, traceparent);
  }

  /** The same work, which continues the calling thread's trace on whichever thread runs it. */
  public <T> Supplier<T> continuing(Supplier<T> work) {
    return Quietly.get(() -> source.continuing(work), work);
  }

  private Span begin(Kind kind, @Nullable String traceparent) {
    return Quietly.get(() -> source.begin(kind, traceparent), Span.NONE);
  }
}
