package com.bamotf.webhooks.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Where a server sends its telemetry: OTLP over HTTP, as protobuf. */
public final class Collector implements AutoCloseable {

  /** A span as it was sent; a parent that there is not is empty. */
  public record SentSpan(
      String name, String trace, String id, String parent, Map<String, String> attributes) {}

  /** The fields of a metric that hold its points. */
  private static final int GAUGE = 5;

  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;

  private final HttpServer server;
  private final List<SentSpan> spans = new CopyOnWriteArrayList<>();
  private final Map<String, Long> metrics = new ConcurrentHashMap<>();

  public Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::takeSpans);
    server.createContext("/v1/metrics", this::takeMetrics);
    server.start();
  }

  public String uri(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public List<SentSpan> spans() {
    return spans;
  }

  /** The last value of each, such as {@code name{label=value}}; of a histogram the count. */
  public Map<String, Long> metrics() {
    return metrics;
  }

  private void takeSpans(HttpExchange exchange) throws IOException {
    body(exchange).messages(1, 2, 2).forEach(each -> spans.add(span(each)));
  }

  private static SentSpan span(Protobuf span) {
    return new SentSpan(
        span.text(5), span.hex(1), span.hex(2), span.hex(4), attributes(span.messages(9)));
  }

  private void takeMetrics(HttpExchange exchange) throws IOException {
    for (Protobuf metric : body(exchange).messages(1, 2, 2)) {
      String name = metric.text(1);
      for (int kind : new int[] {GAUGE, SUM}) {
        metric.messages(kind, 1).forEach(point -> take(name, point.messages(7), point.number(6)));
      }
      metric
          .messages(HISTOGRAM, 1)
          .forEach(point -> take(name, point.messages(9), point.number(4)));
    }
  }

  private void take(String name, List<Protobuf> labels, long value) {
    metrics.put(labels.isEmpty() ? name : name + new TreeMap<>(attributes(labels)), value);
  }

  private static Map<String, String> attributes(List<Protobuf> pairs) {
    return pairs.stream()
        .collect(Collectors.toMap(pair -> pair.text(1), pair -> pair.messages(2).get(0).text(1)));
  }

  private static Protobuf body(HttpExchange exchange) throws IOException {
    try (exchange) {
      InputStream body = exchange.getRequestBody();
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
      byte[] bytes = (zipped ? new GZIPInputStream(body) : body).readAllBytes();
      exchange.getResponseHeaders().set("content-type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
      return Protobuf.parse(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
