package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.acceptance.Http;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.inbox.Bodies;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;

/** A shop that runs on a server, seen from outside. */
record Host(ServerProcess server, String apiPath) {

  static final String SECRET = "my-secret";
  static final String SUCCESS = "{\"success\":true}";

  /** Waits until it takes webhooks, which is seen by its refusing every other method. */
  Host awaitStarted() {
    await().until(() -> Http.get(uri("/webhook")).statusCode() == 405);
    return this;
  }

  URI uri(String path) {
    return server.uriOf(apiPath + path);
  }

  /** An order that is not paid yet, and what lets one watch it. */
  record Watched(String id, String token) {}

  /** The id of an order that is not paid yet. */
  String placeOrder() {
    return placeWatchedOrder().id();
  }

  Watched placeWatchedOrder() {
    HttpResponse<String> placed =
        Http.send(
            "POST",
            uri("/orders"),
            BodyPublishers.ofString("{\"email\":\"alice@example.com\",\"amount\":1000}"),
            "content-type",
            "application/json");
    JsonObject order = Http.json(placed);
    return new Watched(order.getString("id"), order.getString("token"));
  }

  HttpResponse<String> showOrder(String order) {
    return Http.get(uri("/orders/" + order));
  }

  /** Connects as a browser's EventSource does, and returns once the server has answered. */
  Watcher watch(Watched order, String token) {
    return Watcher.connect(uri("/orders/" + order.id() + "/events?token=" + token));
  }

  boolean isPaid(String order) {
    return Http.json(showOrder(order)).getBoolean("paid");
  }

  void awaitPaid(String order) {
    await().until(() -> isPaid(order));
  }

  /** Tells that this payment intent, with these metadata, has succeeded. */
  HttpResponse<String> pay(String intent, String metadata) {
    return Http.postSigned(uri("/webhook"), SECRET, succeeded(intent, metadata));
  }

  /** Pays for an order and waits until the shop knows. */
  void payAndWait(String order) {
    String intent = newIntent();
    HttpResponse<String> answer = pay(intent, orderId(order));
    if (!answer.body().equals(SUCCESS)) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    awaitPaid(order);
  }

  static String succeeded(String intent, String metadata) {
    return Bodies.event(intent, "succeeded")
        .replace("\"metadata\":null", "\"metadata\":" + metadata);
  }

  static String orderId(String order) {
    return "{\"orderId\":\"" + order + "\"}";
  }

  static String newIntent() {
    return UUID.randomUUID().toString();
  }

  static ConditionFactory await() {
    return Waiting.await().pollInterval(Duration.ofMillis(50)).ignoreExceptions();
  }
}
