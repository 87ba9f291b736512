package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.telemetry.Collector;
import com.bamotf.webhooks.telemetry.Collector.SentSpan;
import com.bamotf.webhooks.telemetry.Exposition;
import com.bamotf.webhooks.telemetry.Telemetry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The spans and metrics that a real server sends to a collector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TracesAcceptance {

  private static final String SECRET = "my-secret";
  private static final String PARENT = "00f067aa0ba902b7";

  @TempDir static Path folder;

  private final Collector collector = new Collector();
  private ServerProcess server;

  /** With its OpenTelemetry, which the properties below set up. */
  abstract ServerProcess newServer(Path folder);

  /** Whether it gives applications the metrics of OpenTelemetry, and not only the traces. */
  boolean sendsMetrics() {
    return true;
  }

  /** At {@code /metrics}, on the port of the webhooks. */
  boolean hasMicroProfileMetrics() {
    return false;
  }

  @BeforeAll
  void start() {
    server =
        newServer(folder)
            .with("bamotf.webhook.secret", SECRET)
            .with("otel.sdk.disabled", "false")
            .with("otel.traces.exporter", "otlp")
            .with("otel.metrics.exporter", "otlp")
            .with("otel.metric.export.interval", "500")
            .with("otel.logs.exporter", "none")
            .with("otel.exporter.otlp.protocol", "http/protobuf")
            .with("otel.exporter.otlp.endpoint", collector.uri(""))
            .with("otel.exporter.otlp.traces.endpoint", collector.uri("/v1/traces"))
            .with("otel.exporter.otlp.metrics.endpoint", collector.uri("/v1/metrics"))
            .with("otel.bsp.schedule.delay", "100")
            .start();
    // Liberty calls itself ready before a slow application has started.
    Waiting.await()
        .ignoreExceptions()
        .until(() -> Http.get(server.uri("/webhook")).statusCode() == 405);
  }

  @AfterAll
  void stop() {
    collector.close();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aRequestItsStoreAndItsHandlingAreOneTrace() {
    String trace = newTrace();
    String intent = send(Bodies::event, "traceparent", "00-" + trace + "-" + PARENT + "-01");
    SentSpan store = await("bamotf.store", intent);
    SentSpan handling = await("bamotf.handle", intent);
    assertThat(store.trace()).isEqualTo(trace);
    assertThat(origin(store)).as("of the span of the sender").isEqualTo(PARENT);
    assertThat(store.attributes())
        .containsEntry("bamotf.event", "payment_intent.succeeded")
        .containsEntry("bamotf.outcome", "stored");
    assertThat(handling.trace()).isEqualTo(trace);
    assertThat(handling.parent()).isEqualTo(store.id());
    assertThat(handling.attributes())
        .containsEntry("bamotf.event", "payment_intent.succeeded")
        .containsEntry("bamotf.outcome", "handled")
        .hasEntrySatisfying("bamotf.entry.id", id -> assertThat(id).matches("[0-9]+"))
        .containsEntry("bamotf.entry.id", store.attributes().get("bamotf.entry.id"));
  }

  /** As bamotf sends it. */
  @Test
  void aRequestWithoutATraceBeginsOne() {
    String first = send(Bodies::event);
    String second = send(Bodies::event);
    assertThat(await("bamotf.store", first).trace())
        .isNotEqualTo(await("bamotf.store", second).trace());
    for (String intent : List.of(first, second)) {
      SentSpan store = await("bamotf.store", intent);
      assertThat(await("bamotf.handle", intent).parent()).isEqualTo(store.id());
      assertThat(await("bamotf.handle", intent).trace()).isEqualTo(store.trace());
      assertThat(origin(store)).isEmpty();
    }
  }

  @Test
  void theLogNamesTheTrace() {
    String trace = newTrace();
    send((intent, event) -> "no json", "traceparent", "00-" + trace + "-" + PARENT + "-01");
    assertThat(server.log().lines().filter(line -> line.contains("BAMOTF203")))
        .singleElement()
        .asString()
        .contains(" (trace " + trace + ")");
  }

  @Test
  void theMetricsHaveOurNames() {
    await("bamotf.handle", send(Bodies::event));
    if (sendsMetrics()) {
      String handled = "bamotf_events_handled{event=payment_intent.succeeded, outcome=handled}";
      Waiting.await().until(() -> metrics().getOrDefault(handled, 0L) > 0);
      Waiting.await().until(() -> metrics().containsKey("bamotf_events_delay_seconds"));
      assertThat(metrics().keySet().stream().map(name -> name.replaceFirst("\\{.*", "")))
          .containsAll(Exposition.of(new Telemetry()).types().keySet());
      assertThat(metrics().get("bamotf_webhook_requests{outcome=stored}")).isPositive();
      assertThat(metrics().get("bamotf_webhook_store_seconds")).isPositive();
    } else {
      assertThat(metrics()).isEmpty();
    }
  }

  @Test
  void theServersOwnMetricsHaveOurNamesToo() {
    await("bamotf.handle", send(Bodies::event));
    if (hasMicroProfileMetrics()) {
      Waiting.await().until(() -> ownMetrics().stream().anyMatch(TracesAcceptance::isHandled));
      assertThat(ownMetrics().stream().map(sample -> sample.replaceFirst("[{ ].*", "")))
          .containsOnly(Exposition.of(new Telemetry()).names().toArray(String[]::new));
    } else {
      assertThat(ownMetrics()).isEmpty();
    }
  }

  private static boolean isHandled(String sample) {
    return sample.startsWith("bamotf_events_handled_total{")
        && sample.contains("application=\"/bamotf\"")
        && sample.contains("event=\"payment_intent.succeeded\"")
        && sample.contains("outcome=\"handled\"")
        && !sample.matches(".* 0(\\.0)?");
  }

  /** What Prometheus would scrape of ours. */
  private List<String> ownMetrics() {
    URI uri = server.uri("/webhook").resolve("/metrics");
    return Http.get(uri).body().lines().filter(line -> line.startsWith("bamotf_")).toList();
  }

  private Map<String, Long> metrics() {
    return collector.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().startsWith("bamotf"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private interface BodyOf {
    String of(String intent, String event);
  }

  private String send(BodyOf body, String... headers) {
    String intent = UUID.randomUUID().toString();
    byte[] bytes = body.of(intent, "succeeded").getBytes(StandardCharsets.UTF_8);
    String[] all = new String[headers.length + 2];
    all[0] = SignatureVerifier.HEADER;
    all[1] = ReceiverUnderTest.signed(bytes);
    System.arraycopy(headers, 0, all, 2, headers.length);
    assertThat(Http.post(server.uri("/webhook"), bytes, all).statusCode()).isIn(200, 400);
    return intent;
  }

  private SentSpan await(String name, String intent) {
    return Waiting.await()
        .until(
            () ->
                collector.spans().stream()
                    .filter(
                        span ->
                            span.name().equals(name)
                                && intent.equals(span.attributes().get("bamotf.payment_intent.id")))
                    .findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  /** Behind spans of the server, which it may have put between. */
  private String origin(SentSpan span) {
    String parent = span.parent();
    while (true) {
      String id = parent;
      List<String> next =
          Waiting.await()
              .until(
                  () ->
                      collector.spans().stream()
                          .filter(each -> each.id().equals(id))
                          .map(SentSpan::parent)
                          .toList(),
                  found -> !found.isEmpty() || id.isEmpty() || id.equals(PARENT));
      if (next.isEmpty()) {
        return parent;
      }
      parent = next.get(0);
    }
  }

  private static String newTrace() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
