package com.bamotf.webhooks.testing;

import com.bamotf.webhooks.sender.Attempt;
import com.bamotf.webhooks.sender.WebhookSender;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends events over HTTP as bamotf does, for tests of a whole application: up to three attempts, 1
 * s and 2 s apart, until one is answered with 2xx. Each attempt has a new id, time and signature,
 * and the same idempotency key.
 *
 * <pre>{@code
 * BamotfSender bamotf = new BamotfSender(URI.create("http://localhost:8080/shop/webhook"), secret);
 * List<Attempt> attempts = bamotf.send(TestEvents.succeeded().metadata("orderId", "42"));
 * }</pre>
 *
 * <p>To sign a body at a given time, use {@link WebhookSigner#sign}. Thread-safe.
 */
public final class BamotfSender {

  private final WebhookSender sender;

  /** Uses the system's clock, and sleeps between two attempts. */
  public BamotfSender(URI endpoint, String secret) {
    this(new WebhookSender(endpoint, new WebhookSigner(secret)));
  }

  /** Signs at the time of this clock, and moves it instead of sleeping. */
  public BamotfSender(URI endpoint, String secret, TestClock clock) {
    this(new WebhookSender(endpoint, new WebhookSigner(secret), clock, clock::advance));
  }

  private BamotfSender(WebhookSender sender) {
    this.sender = sender;
  }

  /** Returns the attempts, in order; if one was accepted, it is the last. */
  public List<Attempt> send(TestEvent<?> event) throws InterruptedException {
    List<Attempt> attempts = new ArrayList<>();
    sender.send(event::bodyAt, attempts::add);
    return attempts;
  }
}
