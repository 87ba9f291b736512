package com.bamotf.webhooks.acceptance;

import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Senders on few connections, whose bodies arrive up to 0.3 ms after their headers, while the
 * server turns to them. Their signatures do not match.
 */
final class LateBodies {

  private static final int CONNECTIONS = 4;
  private static final int MAX_PAUSE_NANOS = 300_000; // with a waiting loop: no sleep is that short
  private static final byte[] BODY = "x".repeat(1100).getBytes(StandardCharsets.UTF_8);

  private final URI uri;
  private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();

  LateBodies(URI uri) {
    this.uri = uri;
  }

  /** How often each status line, or failure, came back. */
  Map<String, Integer> send(int count) throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      Random random = new Random(i);
      executor.execute(() -> sendOnOneConnection(count / CONNECTIONS, random));
    }
    executor.shutdown();
    if (!executor.awaitTermination(1, TimeUnit.HOURS)) {
      throw new AssertionError("Requests are hanging; so far: " + outcomes);
    }
    return outcomes;
  }

  private void sendOnOneConnection(int count, Random random) {
    int left = count;
    while (left > 0) {
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        boolean open = true;
        while (open && left > 0) {
          left--;
          post(socket.getOutputStream(), random);
          open = readAnswer(in);
        }
      } catch (IOException e) {
        outcomes.merge(e.toString(), 1, Integer::sum);
      }
    }
  }

  private void post(OutputStream out, Random random) throws IOException {
    String signature = "v=" + Instant.now().toEpochMilli() + ",d=" + "ab".repeat(32);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\n%s: %s\r\nContent-Length: %s\r\n\r\n"
            .formatted(uri.getPath(), WebhookSigner.HEADER, signature, BODY.length);
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    pause(random);
    int first = random.nextInt(3) == 0 ? BODY.length / 2 : BODY.length;
    out.write(BODY, 0, first);
    pause(random);
    out.write(BODY, first, BODY.length - first);
  }

  private static void pause(Random random) {
    long end = System.nanoTime() + random.nextInt(MAX_PAUSE_NANOS);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /**
   * Reads a whole answer, since the next one follows on the same connection.
   *
   * @return whether one follows: servers close a connection after some hundred requests
   */
  private boolean readAnswer(BufferedReader in) throws IOException {
    outcomes.merge(line(in), 1, Integer::sum);
    boolean open = true;
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      open &= !lower.equals("connection: close");
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
    }
    for (int i = 0; i < length; i++) {
      in.read();
    }
    return open;
  }

  private static String line(BufferedReader in) throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new EOFException("The server closed the connection");
    }
    return line;
  }
}
