package com.bamotf.webhooks.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.telemetry.Telemetry.RequestOutcome;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus reads the text and evaluates the alert rules of docs/monitoring. */
class PrometheusIT {

  private final Telemetry telemetry = new Telemetry();
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void readsTheMetricsAndAlerts() throws Exception {
    for (int i = 0; i < 3; i++) {
      telemetry.request(RequestOutcome.STORED);
    }
    telemetry.store(Duration.ofMillis(3).toNanos());
    telemetry.held(() -> 7);
    HttpServer metrics = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    metrics.createContext(
        "/metrics",
        exchange -> {
          OpenMetrics text = new OpenMetrics();
          telemetry.write(text);
          byte[] body = text.end().getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", OpenMetrics.CONTENT_TYPE);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    metrics.start();
    int port = freePort();
    Process prometheus = start(metrics.getAddress().getPort(), port);
    try {
      await(prometheus, port, "bamotf_webhook_requests_total{outcome=\"stored\"}", "\"3\"");
      await(prometheus, port, "bamotf_webhook_store_seconds_bucket{le=\"0.005\"}", "\"1\"");
      await(prometheus, port, "bamotf_webhook_store_seconds_sum", "\"0.003\"");
      await(prometheus, port, "ALERTS{alertname=\"BamotfRequestsHeld\"}", "firing");
    } finally {
      prometheus.destroyForcibly().waitFor();
      metrics.stop(0);
    }
  }

  private Process start(int metricsPort, int port) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yaml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ['RULES']
            scrape_configs: [{job_name: bamotf, static_configs: [{targets: ['127.0.0.1:PORT']}]}]
            """
                .replace(
                    "RULES", Path.of("docs/monitoring/alerts.yaml").toAbsolutePath().toString())
                .replace("PORT", Integer.toString(metricsPort)));
    try {
      return new ProcessBuilder(
              "prometheus",
              "--config.file=" + config,
              "--storage.tsdb.path=" + folder.resolve("data"),
              "--web.listen-address=127.0.0.1:" + port)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("log").toFile())
          .start();
    } catch (IOException e) {
      return fail("Prometheus is not installed; on Debian: apt-get install prometheus", e);
    }
  }

  private void await(Process prometheus, int port, String query, String expected) {
    Waiting.await()
        .untilAsserted(
            () -> {
              if (!prometheus.isAlive()) {
                throw new IllegalStateException(Files.readString(folder.resolve("log")));
              }
              assertThat(ask(port, query)).contains(expected);
            });
  }

  private String ask(int port, String query) throws InterruptedException {
    URI uri =
        URI.create(
            "http://127.0.0.1:%s/api/v1/query?query=%s"
                .formatted(port, URLEncoder.encode(query, UTF_8)));
    try {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "not up yet: " + e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }
}
