package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.telemetry.Telemetry.EventOutcome;
import com.bamotf.webhooks.telemetry.Telemetry.ReconcileOutcome;
import com.bamotf.webhooks.telemetry.Telemetry.RejectionReason;
import com.bamotf.webhooks.telemetry.Telemetry.RequestOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryTest {

  private static final String HANDLED = "bamotf_events_handled_total";

  private final Telemetry telemetry = new Telemetry();

  /** Dashboards and alerts of users have these names. */
  @Test
  void showsEachMetricFromTheStart() {
    Exposition text = Exposition.of(telemetry);
    assertThat(text.types())
        .isEqualTo(
            Map.of(
                "bamotf_webhook_requests", "counter",
                "bamotf_webhook_rejections", "counter",
                "bamotf_webhook_store_seconds", "histogram",
                "bamotf_webhook_held", "gauge",
                "bamotf_events_handled", "counter",
                "bamotf_events_handling_seconds", "histogram",
                "bamotf_events_delay_seconds", "histogram",
                "bamotf_reconcile_runs", "counter",
                "bamotf_reconcile_gaps", "counter"));
    assertThat(text.samples().values()).containsOnly(0.0);
    assertThat(labels("stored", "duplicate", "quarantined", "rejected", "too_large", "unavailable"))
        .isEqualTo(telemetry.getWebhookRequests());
    assertThat(labels("missing", "malformed", "too_old", "too_new", "mismatch"))
        .isEqualTo(telemetry.getWebhookRejections());
    assertThat(labels("complete", "failed", "stopped")).isEqualTo(telemetry.getReconcileRuns());
    assertThat(telemetry.getEventsHandled())
        .containsOnlyKeys(
            "payment_intent.pending",
            "payment_intent.processing",
            "payment_intent.succeeded",
            "payment_intent.canceled",
            "other")
        .allSatisfy(
            (event, outcomes) ->
                assertThat(outcomes)
                    .isEqualTo(labels("handled", "superseded", "failed", "abandoned")));
  }

  private static Map<String, Long> labels(String... values) {
    return Arrays.stream(values).collect(Collectors.toMap(value -> value, value -> 0L));
  }

  @ParameterizedTest
  @EnumSource
  void countsARequest(RequestOutcome outcome) {
    telemetry.request(outcome);
    assertThat(Exposition.of(telemetry).counted())
        .isEqualTo(
            Map.of("bamotf_webhook_requests_total{outcome=\"" + label(outcome) + "\"}", 1.0));
    assertThat(telemetry.getWebhookRequests()).containsEntry(label(outcome), 1L);
  }

  @ParameterizedTest
  @EnumSource
  void countsARejection(RejectionReason reason) {
    telemetry.rejection(reason);
    assertThat(Exposition.of(telemetry).counted())
        .isEqualTo(
            Map.of("bamotf_webhook_rejections_total{reason=\"" + label(reason) + "\"}", 1.0));
    assertThat(telemetry.getWebhookRejections()).containsEntry(label(reason), 1L);
  }

  @ParameterizedTest
  @EnumSource
  void countsAReconciliation(ReconcileOutcome outcome) {
    telemetry.reconciliation(outcome, 3);
    assertThat(Exposition.of(telemetry).counted())
        .isEqualTo(
            Map.of(
                "bamotf_reconcile_runs_total{outcome=\"" + label(outcome) + "\"}",
                1.0,
                "bamotf_reconcile_gaps_total",
                3.0));
    assertThat(telemetry.getReconcileRuns()).containsEntry(label(outcome), 1L);
    assertThat(telemetry.getReconcileGaps()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void countsAndTimesAnAttempt(EventOutcome outcome) {
    String event = "payment_intent.canceled";
    telemetry.event(event, outcome, Duration.ofMillis(250));
    Exposition text = Exposition.of(telemetry);
    assertThat(text.value(HANDLED, "event", event, "outcome", label(outcome))).isEqualTo(1);
    assertThat(text.value("bamotf_events_handling_seconds_sum", "event", event)).isEqualTo(0.25);
    assertThat(text.counted()).hasSize(2);
    assertThat(telemetry.getEventsHandled().get(event)).containsEntry(label(outcome), 1L);
    assertThat(telemetry.getEventsHandlingSeconds()).containsEntry(event, 0.25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"payment_intent.pending", "payment_intent.processing", "payment_intent.succeeded"})
  void namesTheKnownEvents(String event) {
    telemetry.event(event, EventOutcome.HANDLED, Duration.ZERO);
    assertThat(Exposition.of(telemetry).value(HANDLED, "event", event, "outcome", "handled"))
        .isEqualTo(1);
  }

  /** Its name comes from outside: it could fill the memory, or break the text. */
  @ParameterizedTest
  @ValueSource(strings = {"payment_intent.refunded", "", "a\"} 1\nb", "other"})
  void namesNoOtherEvent(String event) {
    telemetry.event(event, EventOutcome.HANDLED, Duration.ZERO);
    Exposition text = Exposition.of(telemetry);
    assertThat(text.value(HANDLED, "event", "other", "outcome", "handled")).isEqualTo(1);
    assertThat(text.samples()).hasSameSizeAs(Exposition.of(new Telemetry()).samples());
  }

  @Test
  void timesStoresAndDelays() {
    telemetry.store(TimeUnit.MILLISECONDS.toNanos(500));
    telemetry.store(TimeUnit.MILLISECONDS.toNanos(1000));
    telemetry.delay(Duration.ofSeconds(2));
    Exposition text = Exposition.of(telemetry);
    assertThat(text.value("bamotf_webhook_store_seconds_count")).isEqualTo(2);
    assertThat(text.value("bamotf_webhook_store_seconds_sum")).isEqualTo(1.5);
    assertThat(text.value("bamotf_events_delay_seconds_count")).isEqualTo(1);
    assertThat(text.value("bamotf_events_delay_seconds_sum")).isEqualTo(2);
    assertThat(telemetry.getWebhookStores()).isEqualTo(2);
    assertThat(telemetry.getWebhookStoreSeconds()).isEqualTo(1.5);
    assertThat(telemetry.getEventsDelayed()).isEqualTo(1);
    assertThat(telemetry.getEventsDelaySeconds()).isEqualTo(2);
  }

  @Test
  void asksHowManyAreHeld() {
    telemetry.held(() -> 7);
    assertThat(Exposition.of(telemetry).counted()).isEqualTo(Map.of("bamotf_webhook_held", 7.0));
    assertThat(telemetry.getWebhookHeld()).isEqualTo(7);
  }

  @Test
  void losesNoCountOfManyThreads() {
    Stream.iterate(0, i -> i + 1)
        .limit(10_000)
        .parallel()
        .forEach(i -> telemetry.request(RequestOutcome.STORED));
    assertThat(telemetry.getWebhookRequests()).containsEntry("stored", 10_000L);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
