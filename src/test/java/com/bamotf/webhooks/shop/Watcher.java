package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser that listens to server-sent events. */
record Watcher(HttpResponse<Stream<String>> response) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static Watcher connect(URI uri) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("accept", "text/event-stream")
            .timeout(Waiting.LIMIT)
            .build();
    try {
      return new Watcher(CLIENT.send(request, BodyHandlers.ofLines()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int status() {
    return response.statusCode();
  }

  /** What there is to read until the server ends it, without empty lines. */
  List<String> lines() {
    try (Stream<String> lines = response.body()) {
      return CompletableFuture.supplyAsync(() -> lines.filter(line -> !line.isEmpty()).toList())
          .orTimeout(Waiting.LIMIT.toSeconds(), TimeUnit.SECONDS)
          .join();
    }
  }
}
