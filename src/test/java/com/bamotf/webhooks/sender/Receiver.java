package com.bamotf.webhooks.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP server that records what it gets and answers as it was told; by default with 200. */
final class Receiver implements AutoCloseable {

  /** What came in. */
  record Received(String method, List<String> contentTypes, List<String> signatures, String body) {}

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/webhook", this::handle);
    server.createContext("/moved", Receiver::redirect);
    server.setExecutor(threads);
    server.start();
  }

  /** The answer to the next request that has none yet. */
  Receiver answering(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  /** An address from which the server redirects to the endpoint. */
  URI movedEndpoint() {
    return endpoint().resolve("/moved");
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().add("Location", "/webhook");
      exchange.sendResponseHeaders(307, -1);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      received.add(
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestHeaders().getOrDefault("Content-Type", List.of()),
              exchange.getRequestHeaders().getOrDefault("x-webhook-signature", List.of()),
              body));
      @Nullable Answer planned = answers.poll();
      Answer answer = planned == null ? new Answer(200, "{\"success\":true}") : planned;
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
