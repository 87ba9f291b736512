package com.bamotf.webhooks.signature;

import com.bamotf.webhooks.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Signs a body as bamotf does, like {@code generateTestHeaderString} of its Node library. For
 * tests. Thread-safe; needs no container.
 *
 * <pre>{@code
 * String header = new WebhookSigner("my-secret").sign(body, Instant.now());
 * request.header(WebhookSigner.HEADER, header);
 * }</pre>
 */
public final class WebhookSigner {

  /** The name of the request header that carries the signature. */
  public static final String HEADER = "x-webhook-signature";

  private static final HexFormat HEX = HexFormat.of();

  private final HmacKey key;

  /**
   * @param secret used as is, neither trimmed nor decoded
   * @throws IllegalArgumentException if the secret is empty
   */
  public WebhookSigner(String secret) {
    this(new Secret(secret));
  }

  public WebhookSigner(Secret secret) {
    this.key = new HmacKey(secret);
  }

  /**
   * The value of the signature header for a body.
   *
   * @param body exactly the bytes that will be sent
   * @param at the time of signing, truncated to milliseconds
   * @return {@code v=<milliseconds since 1970>,d=<64 lower-case hex digits>}
   * @throws IllegalArgumentException if the time is before 1970
   */
  public String sign(byte[] body, Instant at) {
    long millis = at.toEpochMilli();
    if (millis < 0) {
      throw new IllegalArgumentException(
          "The time of signing is " + at + "; it must be 1970-01-01T00:00:00Z or later");
    }
    String digits = Long.toString(millis);
    byte[] digest = key.hmac(body, digits.getBytes(StandardCharsets.US_ASCII));
    return "v=" + digits + ",d=" + HEX.formatHex(digest);
  }
}
