package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.sender.EventBody;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Sends at a steady rate, whatever the answers take, as long as connections are free. */
final class PacedLoad implements AutoCloseable {

  private static final int CONNECTIONS = 16;

  /** By {@link System#nanoTime}. */
  record Answered(long sent, long answered) {}

  private final URI receiver;
  private final long pause;
  private final WebhookSigner signer = new WebhookSigner(Facts.SECRET);
  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
  private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();

  PacedLoad(URI receiver, int perSecond) {
    this.receiver = receiver;
    this.pause = Duration.ofSeconds(1).toNanos() / perSecond;
  }

  /** Sends this many events and notes each by its payment intent. */
  void run(int count, Map<String, Answered> answered) {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      EventBody event = Facts.event(i);
      byte[] request = Facts.request(event, signer, Instant.now());
      long due = begun + i * pause;
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      sent.add(
          CompletableFuture.runAsync(
              () -> answered.put(event.intentId().toString(), send(request)), threads));
    }
    sent.forEach(CompletableFuture::join);
  }

  private Answered send(byte[] request) {
    try {
      Connection free = idle.poll();
      Connection connection = free == null ? new Connection(receiver) : free;
      long sent = System.nanoTime();
      int status = connection.exchange(request);
      long answered = System.nanoTime();
      if (status != 200) {
        throw new IOException("The receiver answered with " + status);
      }
      idle.add(connection);
      return new Answered(sent, answered);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    for (Connection connection : idle) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
