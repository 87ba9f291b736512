package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An event is worth more than its trace. */
class OpenTelemetrySpanTest {

  private final Span failing =
      new OpenTelemetrySpan(
          (io.opentelemetry.api.trace.Span)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {io.opentelemetry.api.trace.Span.class},
                  (proxy, method, arguments) -> {
                    throw new IllegalStateException("OpenTelemetry fails");
                  }));

  @Test
  void nothingThatFailsInItReachesTheCaller() {
    failing.about("pi", "payment_intent.succeeded");
    failing.fail("java.lang.Exception");
    failing.end("stored");
    assertThat(failing.context()).isNull();
    assertThat(failing.inLog()).isEmpty();
    assertThat(failing.<String>run(() -> "done")).isEqualTo("done");
  }

  @Test
  void anEntryThatIsNotKnownIsNotNamed() {
    Telemetry telemetry = new Telemetry();
    RecordedSpans spans = new RecordedSpans(telemetry);
    Span span = telemetry.traces().store(null);
    span.entry(null);
    span.end("duplicate");
    assertThat(RecordedSpans.attributes(spans.last()))
        .isEqualTo(Map.of("bamotf.outcome", "duplicate"));
  }

  @Test
  void whatTheWorkThrowsDoes() {
    assertThatThrownBy(
            () ->
                failing.run(
                    () -> {
                      throw new IllegalArgumentException("the work fails");
                    }))
        .hasMessage("the work fails");
  }
}
