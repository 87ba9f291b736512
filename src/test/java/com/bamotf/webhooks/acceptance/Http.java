package com.bamotf.webhooks.acceptance;

import com.bamotf.webhooks.signature.WebhookSigner;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Plain HTTP against a server. */
public final class Http {

  /** As long as bamotf waits for an answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private Http() {}

  /** Posts as bamotf does, signed now. */
  public static HttpResponse<String> postSigned(URI uri, String secret, byte[] body) {
    return post(
        uri,
        body,
        WebhookSigner.HEADER,
        new WebhookSigner(secret).sign(body, Instant.now()),
        "content-type",
        "text/plain;charset=UTF-8");
  }

  public static HttpResponse<String> postSigned(URI uri, String secret, String body) {
    return postSigned(uri, secret, body.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpResponse<String> post(URI uri, byte[] body, String... headers) {
    return send("POST", uri, BodyPublishers.ofByteArray(body), headers);
  }

  /** Without a {@code Content-Length}. */
  public static HttpResponse<String> postChunked(URI uri, byte[] body, String... headers) {
    return send(
        "POST", uri, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), headers);
  }

  /** With {@code Expect: 100-continue}. */
  static HttpResponse<String> postWhenAsked(URI uri, byte[] body, String signature) {
    return send(
        HttpRequest.newBuilder(uri)
            .expectContinue(true)
            .header(WebhookSigner.HEADER, signature)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  public static HttpResponse<String> send(
      String method, URI uri, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static HttpResponse<String> get(URI uri, String... headers) {
    return send("GET", uri, BodyPublishers.noBody(), headers);
  }

  public static JsonObject json(HttpResponse<String> response) {
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }
}
