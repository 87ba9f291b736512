package com.bamotf.webhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server with the receiver and the APIs, which answers as docs/admin-api.yaml says. */
final class ServerDouble implements AutoCloseable {

  static final String TOKEN = "0123456789abcdef-token";

  private static final String ENTRY =
      """
      {"id":"42","status":"ABANDONED","event":"payment_intent.succeeded","mode":"prod",\
      "paymentIntentId":"pi-1","source":"WEBHOOK","signedBy":"bamotf.webhook.secret",\
      "deliveries":1,"attempts":40,"requeues":0,"receivedAt":"2026-11-24T12:00:00.123Z",\
      "nextAttemptAt":null,"endedAt":"2026-11-24T13:00:00Z","lastError":"no\\u001b[2J stock"\
      %s}""";

  private static final String SUMMARY =
      """
      {"counts":{"PENDING":3,"ABANDONED":%s,"QUARANTINED":%s},"oldestPendingSeconds":%s,\
      "health":{"status":"%s","problems":[%s]}}""";

  /** What came in. */
  record Request(String method, String uri, Map<String, String> headers, String body) {}

  private record Answer(int status, String body, Map<String, String> headers) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();

  ServerDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/bamotf", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/bamotf";
  }

  String webhook() {
    return url() + "/webhook";
  }

  /** The answer to the next request of this path below the context root. */
  ServerDouble answering(String path, int status, String body) {
    return answering(path, status, body, Map.of());
  }

  ServerDouble answering(String path, int status, String body, Map<String, String> headers) {
    answers
        .computeIfAbsent("/bamotf" + path, key -> new ConcurrentLinkedQueue<>())
        .add(new Answer(status, body, headers));
    return this;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  Request only() {
    return requests.stream()
        .reduce(
            (a, b) -> {
              throw new AssertionError(requests);
            })
        .orElseThrow(AssertionError::new);
  }

  static String summary(int abandoned, int quarantined, String oldest, String health, String why) {
    return SUMMARY.formatted(abandoned, quarantined, oldest, health, why);
  }

  static String problem(int status, String detail) {
    return "{\"title\":\"T\",\"status\":%s,\"detail\":\"%s\"}".formatted(status, detail);
  }

  static String entry() {
    return ENTRY.formatted("");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(), String.join("|", values)));
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String uri = exchange.getRequestURI().toString();
      requests.add(new Request(exchange.getRequestMethod(), uri, headers, body));
      Answer answer = answer(exchange, headers, body);
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(HttpExchange exchange, Map<String, String> headers, String body) {
    String path = exchange.getRequestURI().getPath();
    Queue<Answer> planned = answers.get(path);
    Answer next = planned == null ? null : planned.poll();
    if (next != null) {
      return next;
    }
    if (path.equals("/bamotf/webhook")) {
      return ok("{\"success\":true}");
    }
    if (!("Bearer " + TOKEN).equals(headers.get("authorization"))) {
      return new Answer(401, problem(401, "Sign in"), Map.of());
    }
    return usual(exchange.getRequestMethod(), path.substring("/bamotf/api".length()), body);
  }

  private static Answer usual(String method, String path, String body) {
    String details =
        """
        ,"body":"{\\"a\\": 1}","created":null,"actions":[],"related":[{"id":"41",\
        "status":"HANDLED","event":"x","receivedAt":"y"}],"failures":[{"attempt":1,\
        "startedAt":"2026-11-24T12:00:01Z","errorClass":"java.lang.E","message":"no stock"}]""";
    return switch (method + " " + path) {
      case "GET /admin/entries" -> ok("{\"entries\":[" + entry() + "],\"next\":null}");
      case "GET /admin/entries/42" -> ok(ENTRY.formatted(details));
      case "POST /admin/entries/42/requeue" -> ok(entry());
      case "POST /admin/entries/requeue" ->
          body.contains("\"dryRun\":true")
              ? ok(
                  "{\"count\":2,\"conflicts\":1,\"upTo\":\"42\",\"asOf\":\"2026-11-28T12:00:00Z\"}")
              : ok("{\"id\":\"j1\",\"state\":\"running\",\"done\":0,\"refused\":0,\"total\":2}");
      case "GET /admin/jobs/j1" ->
          ok("{\"id\":\"j1\",\"state\":\"done\",\"done\":2,\"refused\":0,\"total\":2}");
      case "GET /payments" ->
          ok(
              """
              {"data":[{"id":"pi-1","mode":"prod","status":"succeeded","currency":"EUR",\
              "amount":"2500","received":"150000","createdAt":"2026-11-24T12:00:00Z"}],\
              "total":1,"limit":50,"offset":0,"next":null}""");
      case "GET /admin/reconcile" ->
          ok(
              """
              {"active":true,"accounts":[{"account":1,"running":false,"problem":null,\
              "succeededAt":"2026-11-24T12:00:00Z","seen":10,"gaps":1,"filled":1}]}""");
      case "POST /admin/reconcile" -> ok("{\"requestedAt\":\"2026-11-24T12:00:00Z\"}");
      case "GET /admin/summary" -> ok(summary(0, 0, "12.5", "ok", ""));
      default -> new Answer(404, problem(404, "There is no such thing"), Map.of());
    };
  }

  private static Answer ok(String body) {
    return new Answer(200, body, Map.of());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
