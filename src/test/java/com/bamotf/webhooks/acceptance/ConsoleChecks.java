package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console on a real server for whose console nobody is configured. */
final class ConsoleChecks {

  private static final String JSON = "application/json";

  private final ServerProcess server;

  ConsoleChecks(ServerProcess server) {
    this.server = server;
  }

  void theContextRootLeadsToThePage() {
    HttpResponse<String> root = Http.get(server.uri("/"));
    assertThat(root.statusCode()).isEqualTo(302);
    assertThat(root.headers().firstValue("Location")).contains("console/");
    HttpResponse<String> page = Http.get(server.uri("/console/"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<div id=\"app\">");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
    assertThat(Http.json(Http.get(server.uri("/console/api.json"))).getString("api"))
        .isEqualTo("../api/admin/");
    assertThat(Http.get(server.uri("/console")).headers().firstValue("Location"))
        .as("relative, for a proxy that changes the path")
        .contains("console/");
    assertThat(type("/console/")).isEqualToIgnoringCase("text/html;charset=UTF-8");
    assertThat(type("/console/main.js")).isEqualToIgnoringCase("text/javascript;charset=UTF-8");
    assertThat(type("/console/style.css")).isEqualToIgnoringCase("text/css;charset=UTF-8");
    assertThat(type("/console/icon.svg")).startsWithIgnoringCase("image/svg+xml");
  }

  private String type(String path) {
    return Http.get(server.uri(path)).headers().firstValue("Content-Type").orElseThrow();
  }

  void aLocalProgramOnlyReads() {
    assertThat(Http.get(server.uri("/api/admin/entries")).statusCode()).isEqualTo(200);
    assertThat(
            Http.get(server.uri("/api/admin/entries"), "X-Forwarded-For", "10.0.0.1").statusCode())
        .isEqualTo(403);
    assertThat(change("/api/admin/test-events", "{}").statusCode()).isEqualTo(403);
  }

  void theLinkOfTheStartLetsAnOperatorIn() {
    Matcher link = Pattern.compile("console/#link=([\\w-]+)").matcher(server.log());
    assertThat(link.find()).isTrue();
    String credentials = "{\"link\":\"" + link.group(1) + "\"}";
    HttpResponse<String> signedIn = change("/api/admin/session", credentials);
    assertThat(signedIn.statusCode()).isEqualTo(200);
    assertThat(change("/api/admin/session", credentials).statusCode()).as("twice").isEqualTo(401);
    String setCookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(setCookie).contains("; Path=/bamotf/; HttpOnly; SameSite=Strict");
    String cookie = setCookie.substring(0, setCookie.indexOf(';'));
    String token = Http.json(signedIn).getString("token");
    anOperatorSendsATestEvent(cookie, token);
    HttpResponse<String> signedOut =
        Http.send(
            "DELETE",
            server.uri("/api/admin/session"),
            BodyPublishers.noBody(),
            "Cookie",
            cookie,
            "X-Bamotf-Token",
            token);
    assertThat(signedOut.statusCode()).isEqualTo(204);
    assertThat(change("/api/admin/test-events", "{}", "Cookie", cookie).statusCode())
        .isEqualTo(403);
  }

  private void anOperatorSendsATestEvent(String cookie, String token) {
    assertThat(change("/api/admin/test-events", "{}", "Cookie", cookie).statusCode())
        .as("without the token")
        .isEqualTo(403);
    JsonObject sent =
        Http.json(
            change("/api/admin/test-events", "{}", "Cookie", cookie, "X-Bamotf-Token", token));
    assertThat(sent.getInt("status")).isEqualTo(200);
    String intent = sent.getString("paymentIntentId");
    JsonObject entry =
        Waiting.await()
            .until(
                () -> entry(intent, cookie), found -> !found.getString("status").equals("PENDING"));
    assertThat(entry.getString("mode")).isEqualTo("test");
    JsonObject details =
        Http.json(
            Http.get(server.uri("/api/admin/entries/" + entry.getString("id")), "Cookie", cookie));
    assertThat(details.getString("body")).contains(intent);
    assertThat(Http.get(server.uri("/api/admin/audit"), "Cookie", cookie).body())
        .contains("\"signed in\"")
        .contains("\"sent a test event\"")
        .contains("\"viewed\"");
    assertThat(
            Http.json(Http.get(server.uri("/api/admin/summary"), "Cookie", cookie))
                .getString("endpoint"))
        .isEqualTo("webhook");
  }

  private JsonObject entry(String intent, String cookie) {
    return Http.json(Http.get(server.uri("/api/admin/entries?intent=" + intent), "Cookie", cookie))
        .getJsonArray("entries")
        .getJsonObject(0);
  }

  private HttpResponse<String> change(String path, String json, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Type";
    all[1] = JSON;
    return Http.post(server.uri(path), json.getBytes(StandardCharsets.UTF_8), all);
  }
}
