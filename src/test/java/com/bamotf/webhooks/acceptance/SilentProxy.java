package com.bamotf.webhooks.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands between a server and its database and can let connections die as a failover, a firewall or
 * a pulled plug does: without a reset and without an end. What is sent on such a connection is
 * taken and goes nowhere; nothing ever comes back.
 */
final class SilentProxy implements AutoCloseable {

  private final int target;
  private final ServerSocket listener;
  private final Queue<Pair> pairs = new ConcurrentLinkedQueue<>();

  /** Both ends of one connection. */
  private static final class Pair {

    private final Socket client;
    private final Socket database;
    private volatile boolean silent;

    Pair(Socket client, Socket database) {
      this.client = client;
      this.database = database;
    }

    void forward(Socket from, Socket to) {
      byte[] buffer = new byte[65_536];
      try {
        for (int n = from.getInputStream().read(buffer);
            n >= 0;
            n = from.getInputStream().read(buffer)) {
          if (!silent) {
            to.getOutputStream().write(buffer, 0, n);
          }
        }
      } catch (IOException e) {
        // One of them is closed, and so are both below.
      }
      if (!silent || from == client) {
        close();
      }
    }

    void close() {
      for (Socket socket : List.of(client, database)) {
        try {
          socket.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  SilentProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /**
   * From now on nothing passes on the connections that are open; new ones work.
   *
   * @return how many there are
   */
  int silenceOpenConnections() {
    List<Pair> open = new ArrayList<>();
    for (Pair pair : pairs) {
      if (!pair.client.isClosed() && !pair.silent) {
        pair.silent = true;
        open.add(pair);
      }
    }
    return open.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Pair pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), target));
        pairs.add(pair);
        start(() -> pair.forward(pair.client, pair.database));
        start(() -> pair.forward(pair.database, pair.client));
      } catch (IOException e) {
        // It is being closed, or the database is away; the client tries again.
      }
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "silent-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pairs.forEach(Pair::close);
  }
}
