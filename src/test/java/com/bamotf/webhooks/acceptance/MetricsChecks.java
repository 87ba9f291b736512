package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.telemetry.Exposition;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;

/** What Prometheus scrapes of a real server. */
final class MetricsChecks {

  static final String TOKEN = "a-token-of-a-scraper";

  private static final String REQUESTS = "bamotf_webhook_requests_total";
  private static final String HANDLED = "bamotf_events_handled_total";
  private static final String SUCCESS = "bamotf_reconcile_last_success_seconds";
  private static final String[] SCRAPER = {"Authorization", "Bearer " + TOKEN};

  private final ServerProcess server;

  MetricsChecks(ServerProcess server) {
    this.server = server;
  }

  /** On a server for whose console nobody is configured, and without an API key. */
  void whatItDoesIsCounted(String secret) {
    Exposition before = scrape();
    assertThat(before.types())
        .containsOnlyKeys(
            "bamotf_webhook_requests",
            "bamotf_webhook_rejections",
            "bamotf_webhook_store_seconds",
            "bamotf_webhook_held",
            "bamotf_events_handled",
            "bamotf_events_handling_seconds",
            "bamotf_events_delay_seconds",
            "bamotf_reconcile_runs",
            "bamotf_reconcile_gaps",
            "bamotf_inbox_entries",
            "bamotf_inbox_oldest_pending_seconds");
    String event = Bodies.event(UUID.randomUUID().toString(), "succeeded");
    assertThat(Http.postSigned(server.uri("/webhook"), secret, event).statusCode()).isEqualTo(200);
    assertThat(Http.postSigned(server.uri("/webhook"), secret, event).statusCode()).isEqualTo(200);
    assertThat(Http.postSigned(server.uri("/webhook"), "another", event).statusCode())
        .isEqualTo(401);
    byte[] large = new byte[100_000];
    assertThat(Http.post(server.uri("/webhook"), large).statusCode()).isEqualTo(401);
    assertThat(Http.postSigned(server.uri("/webhook"), secret, large).statusCode()).isEqualTo(413);
    Exposition after =
        Waiting.await()
            .until(
                this::scrape, now -> rise(before, now, HANDLED, of("succeeded", "handled")) >= 1);
    assertThat(rise(before, after, REQUESTS, "outcome", "stored")).isEqualTo(1);
    assertThat(rise(before, after, REQUESTS, "outcome", "duplicate")).isEqualTo(1);
    assertThat(rise(before, after, REQUESTS, "outcome", "rejected")).isPositive();
    assertThat(rise(before, after, "bamotf_webhook_rejections_total", "reason", "mismatch"))
        .isEqualTo(1);
    assertThat(rise(before, after, "bamotf_webhook_rejections_total", "reason", "missing"))
        .isEqualTo(1);
    assertThat(rise(before, after, REQUESTS, "outcome", "too_large")).isEqualTo(1);
    assertThat(rise(before, after, "bamotf_webhook_store_seconds_count")).isEqualTo(2);
    assertThat(rise(before, after, "bamotf_webhook_store_seconds_sum")).isBetween(0.00001, 60.0);
    assertThat(rise(before, after, "bamotf_events_delay_seconds_count")).isPositive();
    assertThat(rise(before, after, "bamotf_events_delay_seconds_sum")).isBetween(0.00001, 600.0);
    assertThat(after.value("bamotf_webhook_held")).isZero();
    Waiting.await()
        .until(() -> rise(before, scrape(), "bamotf_inbox_entries", "status", "HANDLED") >= 1);
  }

  /** On a server that has started again and found these events. */
  void aScraperSeesTheGaps(int gaps) {
    assertThat(Http.get(server.uri("/api/admin/metrics")).statusCode()).isEqualTo(401);
    Exposition text =
        Waiting.await()
            .until(
                () -> scrape(SCRAPER),
                now -> now.value("bamotf_reconcile_runs_total", "outcome", "complete") > 0);
    assertThat(text.value("bamotf_reconcile_gaps_total")).isEqualTo(gaps);
    assertThat(text.value("bamotf_inbox_entries", "status", "HANDLED")).isEqualTo(gaps);
    assertThat(text.value(SUCCESS)).isBetween(1.0, (double) Instant.now().getEpochSecond());
    assertThat(text.value("bamotf_reconcile_interval_seconds")).isPositive();
    assertThat(Http.get(server.uri("/api/admin/entries"), SCRAPER).statusCode()).isEqualTo(403);
    assertThat(Http.get(server.uri("/api/payments"), SCRAPER).statusCode()).isEqualTo(403);
  }

  private Exposition scrape(String... headers) {
    HttpResponse<String> response = Http.get(server.uri("/api/admin/metrics"), headers);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""))
        .isEqualToIgnoringCase("application/openmetrics-text;version=1.0.0;charset=utf-8");
    return Exposition.parse(response.body());
  }

  private static String[] of(String event, String outcome) {
    return new String[] {"event", "payment_intent." + event, "outcome", outcome};
  }

  private static double rise(Exposition before, Exposition now, String name, String... labels) {
    return now.value(name, labels) - before.value(name, labels);
  }
}
