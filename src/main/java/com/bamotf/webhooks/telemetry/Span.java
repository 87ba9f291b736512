package com.bamotf.webhooks.telemetry;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of a trace, or nothing where there are no traces. Thread-safe; only the first end counts.
 */
public interface Span {

  /** Where there are no traces. */
  Span NONE =
      new Span() {
        @Override
        public void attribute(String name, String value) {}

        @Override
        public <T> T run(Supplier<T> work) {
          return work.get();
        }

        @Override
        public @Nullable String context() {
          return null;
        }

        @Override
        public String inLog() {
          return "";
        }

        @Override
        public void end(String outcome) {}

        @Override
        public void fail(String errorType) {}
      };

  /** Adds an attribute. */
  void attribute(String name, String value);

  /** Adds what the payment intent and the event are. */
  default void about(String paymentIntentId, String event) {
    attribute("bamotf.payment_intent.id", paymentIntentId);
    attribute("bamotf.event", event);
  }

  /** Adds the entry in the inbox, if there is one. */
  default void entry(@Nullable Long id) {
    if (id != null) {
      attribute("bamotf.entry.id", String.valueOf(id));
    }
  }

  /** Does the work on this thread, as a part of this span. */
  <T> T run(Supplier<T> work);

  /** What a later span needs to continue the trace: W3C {@code traceparent}. Null without one. */
  @Nullable String context();

  /** The trace for the end of a log line, or nothing. */
  String inLog();

  /** It went as planned. */
  void end(String outcome);

  /** It failed. */
  void fail(String errorType);
}
