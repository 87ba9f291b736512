package com.bamotf.webhooks.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The spans that have ended, by a real OpenTelemetry without a server. */
public final class RecordedSpans {

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final OpenTelemetry openTelemetry;

  public RecordedSpans(Telemetry telemetry) {
    this(Sampler.alwaysOn());
    telemetry.traces().use(new OpenTelemetryTraces(openTelemetry));
  }

  RecordedSpans(Sampler sampler) {
    openTelemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(sampler)
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();
  }

  OpenTelemetry openTelemetry() {
    return openTelemetry;
  }

  public List<SpanData> all() {
    return exporter.getFinishedSpanItems();
  }

  public SpanData last() {
    return all().get(all().size() - 1);
  }

  public static Map<String, Object> attributes(SpanData span) {
    return span.getAttributes().asMap().entrySet().stream()
        .collect(Collectors.toMap(each -> name(each.getKey()), Map.Entry::getValue));
  }

  private static String name(AttributeKey<?> key) {
    return key.getKey();
  }
}
