package com.bamotf.webhooks.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that answers each request with a text, and then with single bytes until broken off. */
public final class TricklingServer implements AutoCloseable {

  /** An answer whose headers do not end. */
  public static final String HEADERS = "HTTP/1.1 200 OK\r\nX-Slow: ";

  /** A list whose first chunk has a length that does not end. */
  public static final String CHUNK =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"data\":[\r\n1;";

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch brokenOff = new CountDownLatch(1);
  private volatile String start;
  private volatile boolean endless = true;
  private volatile boolean trickling;

  public TricklingServer(String start) {
    this(start, 0);
  }

  /**
   * @param port 0 takes a free one
   */
  TricklingServer(String start, int port) {
    this.start = start;
    try {
      server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Answers properly from now on. */
  public void heal(String body) {
    start =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s"
            .formatted(body.length(), body);
    endless = false;
  }

  /** Whether a request has come; on a busy machine, a short limit can end a call before that. */
  public boolean isTrickling() {
    return trickling;
  }

  /** Whether the client has broken a connection off. */
  public boolean awaitBrokenOff() throws InterruptedException {
    return brokenOff.await(10, TimeUnit.MINUTES);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> answer(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      BufferedReader request =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      String line;
      do {
        line = request.readLine();
        if (line == null) {
          throw new EOFException();
        }
      } while (!line.isEmpty());
      OutputStream out = socket.getOutputStream();
      out.write(start.getBytes(ISO_8859_1));
      while (endless && !server.isClosed()) {
        out.write('x');
        out.flush();
        trickling = true;
        LockSupport.parkNanos(1_000_000);
      }
    } catch (IOException e) {
      brokenOff.countDown();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
