package com.bamotf.webhooks.acceptance;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.signature.WebhookSigner;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A server with the WAR, and what its tests send to it. */
interface ReceiverUnderTest {

  String SECRET = "my-secret";
  String TEST_SECRET = "the one of mode test";
  String SUCCESS = "{\"success\":true}";
  String INVALID = "{\"success\":false,\"error\":\"Invalid signature\"}";
  int CAP = 65_536;

  ServerProcess server();

  /** For files of the tests. */
  Path folder();

  default JsonObject awaitPayment(String id, String status) {
    return Http.json(
        Waiting.await()
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> Http.get(server().uri("/api/payments/" + id)),
                response ->
                    response.statusCode() == 200
                        && Http.json(response).getString("status").equals(status)));
  }

  static byte[] padded(int size) {
    String body = Bodies.event(UUID.randomUUID().toString(), "succeeded");
    return utf8(body + " ".repeat(size - body.length()));
  }

  static String signed(byte[] body) {
    return new WebhookSigner(SECRET).sign(body, Instant.now());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] concat(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }
}
