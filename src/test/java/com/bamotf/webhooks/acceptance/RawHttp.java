package com.bamotf.webhooks.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes to a server that no decent client would send. */
final class RawHttp {

  private static final int PATIENCE = 10_000; // ms

  private RawHttp() {}

  /**
   * The beginning of the answer.
   *
   * @return empty if the connection ends without one
   */
  static String send(URI server, String request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] answer = new byte[4096];
      int count = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(count, 0), StandardCharsets.ISO_8859_1);
    }
  }

  /** All answers until the connection ends, or nothing more comes. */
  static String sendAndReadAll(URI server, String request) throws IOException {
    StringBuilder answers = new StringBuilder();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(1000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      byte[] part = new byte[4096];
      for (int count = in.read(part); count >= 0; count = in.read(part)) {
        answers.append(new String(part, 0, count, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException e) {
      // the connection stays open
    }
    return answers.toString();
  }

  /** Sends this and breaks off: with a reset, as when a process dies, or with an orderly end. */
  static void breakOff(URI server, String request, boolean reset) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      if (reset) {
        socket.setSoLinger(true, 0);
      }
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
