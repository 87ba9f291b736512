package com.bamotf.webhooks.cli.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.cli.terminal.Credential;
import com.bamotf.webhooks.cli.terminal.ExitCode;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Jsons;
import com.bamotf.webhooks.sender.NoAnswer;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The API of a running server; docs/admin-api.yaml describes it. */
final class AdminApi {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(1);
  private static final String ADMIN = "/api/admin";

  private final URI base;
  private final Optional<Credential> token;

  /** Follows no redirect, which could lead the token to somebody else. */
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  AdminApi(URI base, Optional<Credential> token) {
    this.base = base;
    this.token = token;
  }

  /**
   * Reads below the admin API.
   *
   * @throws Failure for every answer but a success
   */
  JsonObject get(String path, Map<String, String> query) throws InterruptedException {
    return send(request(ADMIN + path, query).GET());
  }

  /** Reads the WAR's payments. */
  JsonObject payments(Map<String, String> query) throws InterruptedException {
    return send(request("/api/payments", query).GET());
  }

  /**
   * Changes something.
   *
   * @throws Failure for every answer but a success
   */
  JsonObject post(String path, JsonObject body) throws InterruptedException {
    return send(
        request(ADMIN + path, Map.of())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path, Map<String, String> query) {
    String parameters =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(base + path + (parameters.isEmpty() ? "" : "?" + parameters)))
            .timeout(ANSWER_TIMEOUT)
            .header("Accept", "application/json, application/problem+json");
    token.ifPresent(each -> request.header("Authorization", "Bearer " + text(each)));
    return request;
  }

  /** A header carries no line breaks, such as that of a variable read from a file by hand. */
  private static String text(Credential token) {
    String text = token.secret().text();
    if (!text.equals(text.strip()) || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw Failure.usage(
          "The token from %s begins or ends with a space, or contains line breaks or characters that a header cannot carry; copy it again"
              .formatted(token.origin()));
    }
    return text;
  }

  private JsonObject send(HttpRequest.Builder builder) throws InterruptedException {
    HttpRequest request = builder.build();
    HttpResponse<String> answer;
    try {
      answer = http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      String reason = NoAnswer.reason(base, e, CONNECT_TIMEOUT, ANSWER_TIMEOUT);
      throw new Failure(ExitCode.NO_ANSWER, sentence(reason));
    }
    Optional<JsonObject> json = json(answer);
    boolean success = answer.statusCode() >= 200 && answer.statusCode() <= 299;
    if (success && json.isPresent()) {
      return json.get();
    }
    throw new Refused(base, token, request, answer, json).failure();
  }

  private static String sentence(String reason) {
    return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
  }

  private static Optional<JsonObject> json(HttpResponse<String> answer) {
    try (JsonReader reader = Jsons.JSON.createReader(new StringReader(answer.body()))) {
      return Optional.of(reader.readObject());
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
