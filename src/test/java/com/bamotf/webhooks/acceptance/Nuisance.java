package com.bamotf.webhooks.acceptance;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/**
 * What a stranger can send without knowing anything; docs/security.md has what only the server can
 * stop.
 */
enum Nuisance {
  ENDS_BEFORE_THE_BODY(
      "POST /bamotf/webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n", false),
  RESETS_BEFORE_THE_BODY(
      "POST /bamotf/webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n", true),
  ENDS_IN_THE_BODY(plausible("/bamotf/webhook", "Content-Length: 9\r\n\r\n{"), false),
  RESETS_IN_THE_BODY(plausible("/bamotf/webhook", "Content-Length: 9\r\n\r\n{"), true),
  ENDS_IN_THE_BODY_OF_ANOTHER_SPELLING(
      plausible("/bamotf/webhook;a=b", "Content-Length: 9\r\n\r\n{"), false),
  RESETS_IN_THE_BODY_OF_ANOTHER_SPELLING(
      plausible("/bamotf/webhook;a=b", "Content-Length: 9\r\n\r\n{"), true),
  ENDS_IN_A_CHUNK(plausible("/bamotf/webhook", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"), false),
  ENDS_IN_A_SIGN_IN(signIn("/bamotf/api/admin/session"), false),
  RESETS_IN_A_SIGN_IN(signIn("/bamotf/api/admin/session"), true),
  ENDS_IN_A_SIGN_IN_BELOW_THE_PAGE(signIn("/bamotf/console/api/admin/session"), false),
  TWO_LENGTHS(
      "POST /bamotf/webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
      false),
  LENGTH_IS_NO_NUMBER(
      "POST /bamotf/webhook HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", false),
  NO_HTTP("\u0016\u0003\u0001\0\u00a5\u0001\0\r\n\r\n", false);

  private final String bytes;
  private final boolean reset;

  Nuisance(String bytes, boolean reset) {
    this.bytes = bytes;
    this.reset = reset;
  }

  void cause(URI server) throws IOException {
    RawHttp.breakOff(server, bytes, reset);
  }

  private static String signIn(String path) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{";
  }

  /** With a signature header that only the digest of the whole body refutes. */
  private static String plausible(String path, String rest) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: a\r\nx-webhook-signature: v="
        + Instant.now().toEpochMilli()
        + ",d="
        + "0".repeat(64)
        + "\r\n"
        + rest;
  }
}
