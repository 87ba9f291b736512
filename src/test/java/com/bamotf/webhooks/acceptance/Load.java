package com.bamotf.webhooks.acceptance;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.sender.EventBody;
import com.bamotf.webhooks.sender.WebhookSender;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Threads that each deliver one succeeded payment after the other, as bamotf does, until closed.
 */
final class Load implements AutoCloseable {

  static final String SECRET = "reliability-secret";

  /**
   * One event and what became of it.
   *
   * @param started when its first attempt began, by {@link System#nanoTime}
   * @param ended when its last attempt was over
   */
  record Sent(String paymentIntentId, boolean accepted, int attempts, long started, long ended) {

    /** Whether its only attempt waited for this moment and was accepted after it. */
    boolean wasHeldUntil(long moment) {
      return accepted && attempts == 1 && started - moment < 0 && ended - moment > 0;
    }
  }

  private final List<WebhookSender> senders;
  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final ExecutorService threads;

  /** Spreads the threads evenly over the endpoints. */
  Load(int threads, URI... endpoints) {
    WebhookSigner signer = new WebhookSigner(SECRET);
    this.senders =
        Arrays.stream(endpoints).map(endpoint -> new WebhookSender(endpoint, signer)).toList();
    this.threads = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads; i++) {
      WebhookSender sender = senders.get(i % senders.size());
      this.threads.execute(() -> deliver(sender));
    }
  }

  private void deliver(WebhookSender sender) {
    try {
      while (!stopping.get()) {
        deliverOne(sender);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliverOne(WebhookSender sender) throws InterruptedException {
    EventBody event = EventBody.of(EventBody.SUCCEEDED);
    AtomicInteger attempts = new AtomicInteger();
    long started = System.nanoTime();
    boolean ok = sender.send(event::bytes, attempt -> attempts.incrementAndGet()).accepted();
    String id = event.intentId().toString();
    sent.add(new Sent(id, ok, attempts.get(), started, System.nanoTime()));
    if (ok) {
      accepted.incrementAndGet();
    }
  }

  /** Waits until so many more events than now are accepted. */
  void awaitAccepted(int more) {
    int goal = accepted.get() + more;
    Waiting.await().pollInterval(Duration.ofMillis(1)).until(() -> accepted.get() >= goal);
  }

  List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** The payment intents of which an event got a 2xx. */
  Set<String> accepted() {
    return sent.stream()
        .filter(Sent::accepted)
        .map(Sent::paymentIntentId)
        .collect(Collectors.toSet());
  }

  /** Lets each thread finish the event that it delivers, with its retries, and no other. */
  @Override
  public void close() {
    stopping.set(true);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(Waiting.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        threads.shutdownNow();
        throw new IllegalStateException("A sender still waits for its answer");
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
