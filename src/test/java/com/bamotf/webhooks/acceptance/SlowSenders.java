package com.bamotf.webhooks.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Many senders on one thread, none of which ever comes to the end of its body. Each sends a piece,
 * pauses, and sends the next one, until the server ends the connection.
 */
final class SlowSenders implements AutoCloseable {

  /** One that was never answered has an empty answer. */
  static final class Sender {
    private final SocketChannel channel;
    private final StringBuffer answer = new StringBuffer();
    private long left;
    private volatile boolean over;

    private Sender(SocketChannel channel, long left) {
      this.channel = channel;
      this.left = left;
    }

    /** The status of its answer; empty without one. */
    String status() {
      String text = answer.toString();
      return text.length() < 12 ? "" : text.substring(9, 12);
    }

    /** Whether it has its answer, or the server has ended the connection. */
    boolean isOver() {
      return over || !status().isEmpty();
    }
  }

  private final URI uri;
  private final int piece;
  private final Duration pause;
  private final boolean stubborn;
  private final List<Sender> senders = new ArrayList<>();
  private final Thread thread = new Thread(this::sendAll, "slow-senders");
  private volatile boolean stopped;

  /**
   * @param piece bytes that each sends at once
   * @param pause until the next piece
   * @param stubborn whether they go on after they were answered
   */
  SlowSenders(URI uri, int piece, Duration pause, boolean stubborn) {
    this.uri = uri;
    this.piece = piece;
    this.pause = pause;
    this.stubborn = stubborn;
  }

  /** So many senders that have sent their heads, with this signature. */
  List<Sender> connect(int count, String signature, long length) {
    String head =
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Content-Type: text/plain;charset=UTF-8\r
        x-webhook-signature: %s\r
        Content-Length: %d\r
        \r
        """
            .formatted(uri.getPath(), signature, length);
    List<Sender> connected = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()));
        channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        connected.add(new Sender(channel, length - 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    senders.addAll(connected);
    return connected;
  }

  /** Begins to send their bodies. */
  SlowSenders start() {
    thread.start();
    return this;
  }

  private void sendAll() {
    ByteBuffer bytes = ByteBuffer.wrap(" ".repeat(piece).getBytes(StandardCharsets.US_ASCII));
    ByteBuffer answer = ByteBuffer.allocate(4096);
    while (!stopped) {
      for (Sender sender : senders) {
        if (!sender.over && (stubborn || !sender.isOver())) {
          turn(sender, bytes, answer);
        }
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private static void turn(Sender sender, ByteBuffer bytes, ByteBuffer answer) {
    try {
      if (sender.channel.read(answer.clear()) < 0) {
        sender.over = true;
      }
      sender.answer.append(StandardCharsets.UTF_8.decode(answer.flip()));
      bytes.clear().limit((int) Math.min(bytes.capacity(), sender.left));
      sender.left -= sender.channel.write(bytes);
    } catch (IOException e) {
      sender.over = true; // the server has ended it
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
      for (Sender sender : senders) {
        sender.channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
