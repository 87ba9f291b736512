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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Where a server sends its telemetry: OTLP over HTTP, as protobuf. */
public final class Collector implements AutoCloseable {

  /** A span as it was sent; a parent that there is not is empty. */
  public record SentSpan(
      String name, String trace, String id, String parent, Map<String, String> attributes) {}

  private final HttpServer server;
  private final List<SentSpan> spans = new CopyOnWriteArrayList<>();

  public Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::takeSpans);
    server.start();
  }

  public String uri(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public List<SentSpan> spans() {
    return spans;
  }

  private void takeSpans(HttpExchange exchange) throws IOException {
    body(exchange).messages(1, 2, 2).forEach(each -> spans.add(span(each)));
  }

  private static SentSpan span(Protobuf span) {
    return new SentSpan(
        span.text(5), span.hex(1), span.hex(2), span.hex(4), attributes(span.messages(9)));
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
