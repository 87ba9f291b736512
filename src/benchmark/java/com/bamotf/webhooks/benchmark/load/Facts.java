package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.sender.EventBody;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests that each tell another succeeded payment, as they go over the wire, each behind eight
 * digits that tell its length. A signature holds for five minutes, so each round gets new ones.
 */
final class Facts {

  static final String SECRET = "benchmark-secret";

  private static final String PATH = "/bamotf/webhook";

  private Facts() {}

  static Path write(Path file, int count) throws IOException {
    WebhookSigner signer = new WebhookSigner(SECRET);
    Instant now = Instant.now();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (int i = 0; i < count; i++) {
        byte[] request = request(event(i), signer, now);
        out.write("%08d".formatted(request.length).getBytes(StandardCharsets.US_ASCII));
        out.write(request);
      }
    }
    return file;
  }

  /** The next request; null at the end. Not for several threads at once. */
  static byte[] next(DataInputStream facts) throws IOException {
    byte[] length = facts.readNBytes(8);
    return length.length < 8
        ? null
        : facts.readNBytes(Integer.parseInt(new String(length, StandardCharsets.US_ASCII)));
  }

  /** 1.1 KB with one transaction, as of an ordinary order. */
  static EventBody event(int number) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("orderId", String.valueOf(number));
    metadata.put("customer", "customer-" + number % 1000 + "@example.com");
    metadata.put("returnUrl", "https://shop.example.com/orders/" + number + "/thank-you");
    return EventBody.of(EventBody.SUCCEEDED)
        .withAmount(4_990, "EUR")
        .withTexts("Order #" + number + " at the example shop, two items", metadata);
  }

  static byte[] request(EventBody event, WebhookSigner signer, Instant now) {
    byte[] body = event.bytes(now);
    byte[] head =
        """
        POST %s HTTP/1.1
        Host: 127.0.0.1
        Content-Type: text/plain;charset=UTF-8
        %s: %s
        Content-Length: %d

        """
            .formatted(PATH, WebhookSigner.HEADER, signer.sign(body, now), body.length)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }
}
