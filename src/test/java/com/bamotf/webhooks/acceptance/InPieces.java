package com.bamotf.webhooks.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A sender whose body arrives in three pieces, the first of them together with its head. */
public final class InPieces {

  /** Long enough for the server to have seen what came before. */
  private static final Duration PAUSE = Duration.ofMillis(150);

  private InPieces() {}

  /** The whole answer with its head; what was refused early may be answered before the end. */
  public static String post(URI uri, byte[] body, String... headers) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(uri.getPath()).append(" HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Connection: close\r\nContent-Length: ").append(body.length).append("\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    head.append("\r\n");
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      int third = body.length / 3;
      ByteArrayOutputStream first = new ByteArrayOutputStream();
      first.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      first.write(body, 0, third);
      out.write(first.toByteArray());
      LockSupport.parkNanos(PAUSE.toNanos());
      out.write(body, third, third);
      LockSupport.parkNanos(PAUSE.toNanos());
      out.write(body, 2 * third, body.length - 2 * third);
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
