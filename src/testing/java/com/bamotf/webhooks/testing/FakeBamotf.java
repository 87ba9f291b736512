package com.bamotf.webhooks.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A double of bamotf's REST API for tests of a whole application: answers as the server of
 * 2023-12-13 does, and can be told to misbehave. Set {@code bamotf.api.url} to {@link #url} and
 * {@code bamotf.api.key} to a key that {@link #withKey} lets in. {@link TestEvent#inApi} puts the
 * payment of an event into it; {@link BamotfSender} sends the event itself. Thread-safe.
 */
public final class FakeBamotf implements AutoCloseable {

  /** What goes wrong. */
  @FunctionalInterface
  public interface Fault {
    /** Answers in place of the server; the exchange is closed afterwards. */
    void answer(HttpExchange exchange) throws IOException;
  }

  private static final String PATH = "/api/payment-intents";
  private static final String DENIED = "\"You don't have permission to access this resource.\"";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> modeByKey = new ConcurrentHashMap<>();
  private final List<FakeIntent> intents = new ArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Fault fault;
  private volatile Function<List<FakeIntent>, Iterator<String>> elements = FakeBamotf::elements;

  /** On a free port of the loopback address. */
  public FakeBamotf() {
    this(0);
  }

  /** 0 takes a free port. */
  public FakeBamotf(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lets this key in, for intents of this mode. */
  public FakeBamotf withKey(String key, String mode) {
    modeByKey.put(key, mode);
    return this;
  }

  /** A new, pending one; the newest of all. */
  public FakeIntent add(String mode) {
    return add(new FakeIntent(mode));
  }

  public FakeIntent add(FakeIntent intent) {
    synchronized (intents) {
      intents.add(0, intent);
    }
    return intent;
  }

  /** Null ends it. */
  public void misbehave(Fault newFault) {
    fault = newFault;
  }

  /** Lists these elements, each a JSON text that is made when it is sent. */
  public void list(Function<List<FakeIntent>, Iterator<String>> newElements) {
    elements = newElements;
  }

  /**
   * Lists so many pending intents behind all others, each with so much white space, made while they
   * are sent.
   */
  public void listMore(int number, int size) {
    list(intents -> FakeList.withMore(intents, number, size));
  }

  /** Each request as {@code GET /path}, in order. */
  public List<String> requests() {
    return requests;
  }

  /** What its list holds while nothing else is said. */
  public static Iterator<String> elements(List<FakeIntent> intents) {
    return FakeList.elements(intents);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
      Fault current = fault;
      if (current != null) {
        current.answer(exchange);
        return;
      }
      String key = exchange.getRequestHeaders().getFirst("Authorization");
      String mode = key == null ? null : modeByKey.get(key.replaceFirst("^Bearer ", ""));
      if (mode == null) {
        answer(exchange, 401, DENIED);
      } else {
        route(exchange, mode);
      }
    }
  }

  private void route(HttpExchange exchange, String mode) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    boolean post = exchange.getRequestMethod().equals("POST");
    if (path.equals(PATH)) {
      if (post) {
        create(exchange, mode);
      } else {
        sendList(exchange, mode, Integer.MAX_VALUE);
      }
      return;
    }
    if (!path.startsWith(PATH + "/")) {
      answer(exchange, 404, "Not Found");
      return;
    }
    String[] rest = path.substring(PATH.length() + 1).split("/", 2);
    if (rest.length == 1) {
      Optional<FakeIntent> found = find(rest[0], mode);
      answer(
          exchange,
          found.isPresent() ? 200 : 404,
          found.map(FakeIntent::answer).orElse("PaymentIntent not found: " + rest[0]));
    } else if (rest[1].equals("cancel")) {
      cancel(exchange, rest[0], mode);
    } else {
      simulate(exchange, rest[0], mode);
    }
  }

  private void create(HttpExchange exchange, String mode) throws IOException {
    JsonObject body = body(exchange);
    if (!body.containsKey("address") || !body.containsKey("amount")) {
      answer(
          exchange,
          400,
          "{\"name\":\"body\",\"issues\":[{\"code\":\"invalid_type\",\"path\":[\"address\"]}]}");
      return;
    }
    FakeIntent made = add(mode).withAmount('"' + body.getString("amount") + '"');
    answer(exchange, 200, made.answer());
  }

  /** The server updates without looking, and fails when there is nothing to update. */
  private void cancel(HttpExchange exchange, String id, String mode) throws IOException {
    Optional<FakeIntent> found = find(id, mode);
    if (found.isEmpty()) {
      answer(exchange, 500, "Unexpected Server Error");
      return;
    }
    String reason = body(exchange).getString("cancellationReason", null);
    found.get().cancel(reason == null ? "null" : Json.createValue(reason).toString());
    answer(exchange, 200, found.get().answer());
  }

  /** The refusal for another mode is a success to HTTP: the server's text has no status. */
  private void simulate(HttpExchange exchange, String idOrAddress, String mode) throws IOException {
    if (!mode.equals("dev")) {
      answer(exchange, 200, "You can not simulate a payment from a '" + mode + "' mode.");
      return;
    }
    Optional<FakeIntent> found = find(idOrAddress.replaceFirst("^bc1-", ""), mode);
    if (found.isEmpty()) {
      answer(exchange, 404, "Payment intent not found");
    } else if (found.get().status().equals("succeeded")) {
      answer(exchange, 400, "Payment intent already succeeded");
    } else if (body(exchange).getString("amount").equals("1")) {
      answer(exchange, 200, ""); // too little to change the status of what is processing already
    } else {
      answer(exchange, 200, found.get().with("succeeded").answer());
    }
  }

  private Optional<FakeIntent> find(String id, String mode) {
    synchronized (intents) {
      return intents.stream()
          .filter(intent -> intent.id.equals(id) && intent.mode.equals(mode))
          .findFirst();
    }
  }

  /** The list, or the beginning of it. */
  public void sendList(HttpExchange exchange, String mode, int most) throws IOException {
    List<FakeIntent> listed;
    synchronized (intents) {
      listed = intents.stream().filter(intent -> intent.mode.equals(mode)).toList();
    }
    FakeList.send(exchange, elements.apply(listed), most);
  }

  public static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static JsonObject body(HttpExchange exchange) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
