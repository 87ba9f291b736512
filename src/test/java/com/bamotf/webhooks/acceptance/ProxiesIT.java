package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The proxies of docs/security.md, each as it is written there, in front of one Payara Micro. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxiesIT {

  private static final String SECRET = "my-secret";

  private static final String UPGRADE =
      "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n";

  @TempDir static Path folder;

  private ServerProcess server;

  @BeforeAll
  void start() {
    server = PayaraMicro.onH2(folder).with("bamotf.webhook.secret", SECRET).start();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesTheWebhookUnchangedAndNothingElse(ReverseProxy kind) throws IOException {
    Path own = Files.createDirectory(folder.resolve(kind.name()));
    try (ReverseProxy.Running proxy = kind.start(own, server)) {
      passesAWebhook(proxy);
      refuses(proxy, "GET /bamotf/webhook HTTP/1.1\r\n", "");
      refuses(proxy, "GET /bamotf/api/payments HTTP/1.1\r\n", "");
      refuses(proxy, "POST /bamotf/api/admin/reconcile HTTP/1.1\r\n", "");
      refuses(proxy, "GET /health HTTP/1.1\r\n", "");
      refuses(proxy, "OPTIONS /bamotf/webhook HTTP/1.1\r\n", "");
      refuses(proxy, "POST //bamotf/webhook HTTP/1.1\r\n", "");
      refuses(proxy, "POST /bamotf/webhook/ HTTP/1.1\r\n", "");
      refuses(proxy, "POST /bamotf/./webhook HTTP/1.1\r\n", "");
      refuses(proxy, "POST /bamotf/%77ebhook HTTP/1.1\r\n", "");
      refuses(proxy, "POST /bamotf/webhook;a=b HTTP/1.1\r\n", "");
      refuses(proxy, "POST /bamotf/webhook/../api/payments HTTP/1.1\r\n", "");
      refuses(proxy, "GET /bamotf/api/payments HTTP/1.1\r\n", UPGRADE);
      aTraceDoesNotSmuggleItsBody(proxy);
      anUpgradeMakesNoTunnel(proxy);
      passesAWebhook(proxy);
    }
  }

  /** The signature covers each byte of the body, so that 200 means unchanged. */
  private static void passesAWebhook(ReverseProxy.Running proxy) {
    byte[] body =
        (Bodies.event(UUID.randomUUID().toString(), "succeeded") + " \t\r\n ")
            .replace("\"description\"", "\"text\":\"\u20bf \u00e9\",\"description\"")
            .getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> response = Http.postSigned(proxy.uri("/bamotf/webhook"), SECRET, body);
    assertThat(response.body()).isEqualTo("{\"success\":true}");
    HttpResponse<String> chunked =
        Http.postChunked(
            proxy.uri("/bamotf/webhook"),
            body,
            WebhookSigner.HEADER,
            new WebhookSigner(SECRET).sign(body, Instant.now()));
    assertThat(chunked.body()).isEqualTo("{\"success\":true}");
    assertThat(Http.post(proxy.uri("/bamotf/webhook"), body).body()).contains("Invalid signature");
  }

  /** By the proxy: the server's answers carry its name or our JSON. */
  private static void refuses(ReverseProxy.Running proxy, String requestLine, String headers)
      throws IOException {
    String answer =
        RawHttp.send(
            proxy.uri("/"),
            requestLine + "Host: localhost\r\nContent-Length: 0\r\n" + headers + "\r\n");
    assertThat(answer)
        .as(requestLine)
        .matches("(?s)HTTP/1.1 (400|403|404|405) .*")
        .doesNotContain("Payara", "success", "bamotf.admin.token");
  }

  /** Payara ignores the body of a TRACE, and takes it for the next request. */
  private static void aTraceDoesNotSmuggleItsBody(ReverseProxy.Running proxy) throws IOException {
    String hidden = "OPTIONS /bamotf/webhook HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String answers =
        RawHttp.sendAndReadAll(
            proxy.uri("/"),
            "TRACE /bamotf/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + hidden.length()
                + "\r\n\r\n"
                + hidden);
    assertThat(answers)
        .matches("(?s)HTTP/1.1 (400|403|404|405|501) .*")
        .doesNotContain(" 200 ", "Payara");
  }

  private static void anUpgradeMakesNoTunnel(ReverseProxy.Running proxy) throws IOException {
    byte[] body =
        Bodies.event(UUID.randomUUID().toString(), "succeeded").getBytes(StandardCharsets.UTF_8);
    String answer =
        RawHttp.send(
            proxy.uri("/"),
            "POST /bamotf/webhook HTTP/1.1\r\nHost: localhost\r\n"
                + UPGRADE
                + WebhookSigner.HEADER
                + ": "
                + new WebhookSigner(SECRET).sign(body, Instant.now())
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n"
                + new String(body, StandardCharsets.ISO_8859_1));
    assertThat(answer).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 101");
  }
}
