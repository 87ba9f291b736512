package com.bamotf.webhooks.receive;

import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.SignatureVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Accepts webhooks that do not arrive at the endpoint, but through a queue or a servlet of your
 * own. Inject it into any bean:
 *
 * <pre>{@code
 * @Inject WebhookInbox inbox;
 *
 * AcceptResult result = inbox.accept(body, signature);
 * }</pre>
 *
 * <p>A delivery is verified, deduplicated, stored, handled and logged as if the endpoint had
 * received it, whatever way it took and whoever calls this.
 *
 * <p><b>Transactions.</b> The event is committed before this returns, in a transaction of its own
 * and on another thread. A transaction of the caller goes on, and its rollback does not undo the
 * store; so do not let the caller's transaction decide whether the event exists.
 *
 * <p><b>Time.</b> While the database is unavailable or busy, a call waits for up to {@code
 * bamotf.inbox.store-patience}, by default 45 s, and then returns {@link AcceptResult.Unavailable}.
 *
 * <p><b>Late deliveries.</b> A signature older than {@code bamotf.webhook.tolerance}, by default 5
 * minutes, is rejected. To make up for deliveries that were missed longer ago, use {@link
 * com.bamotf.webhooks.reconcile.Reconciliation}, which asks bamotf and needs no signature.
 *
 * <p>Thread-safe.
 */
@ApplicationScoped
public class WebhookInbox {

  /** In the console's list of rejected requests, in place of a client's address. */
  static final String FROM = "application";

  private final UnverifiedBodies bodies;
  private final SignatureVerifier verifier;
  private final Receiver receiver;
  private final RejectionListeners rejections;

  @Inject
  WebhookInbox(
      UnverifiedBodies bodies,
      SignatureVerifier verifier,
      Receiver receiver,
      RejectionListeners rejections) {
    this.bodies = bodies;
    this.verifier = verifier;
    this.receiver = receiver;
    this.rejections = rejections;
  }

  @SuppressWarnings("NullAway") // only for the container's client proxy
  protected WebhookInbox() {
    this.bodies = null;
    this.verifier = null;
    this.receiver = null;
    this.rejections = null;
  }

  /**
   * Verifies and stores a delivery.
   *
   * @param body the bytes as bamotf sent them, not decoded and encoded again; copied
   * @param header the value of bamotf's header {@value SignatureVerifier#HEADER}, as it was sent;
   *     null if there is none, which is rejected
   * @return never null. If the thread is interrupted while it waits, it stays interrupted, and the
   *     result is {@link AcceptResult.Unavailable}
   */
  public AcceptResult accept(byte[] body, @Nullable String header) {
    byte[] copy = body.clone(); // may be stored after an interrupted call has returned
    List<String> values = header == null ? List.of() : List.of(header);
    RequestRefusal refusal = bodies.refusal(values, copy.length);
    if (refusal != null) {
      return rejected(refusal, values, copy);
    }
    SignatureResult result = verifier.verify(copy, values);
    return result instanceof SignatureResult.Valid valid
        ? stored(new VerifiedBody(copy, valid.secret().id()))
        : rejected(RequestRefusal.of((SignatureResult.Rejected) result), values, copy);
  }

  private AcceptResult rejected(RequestRefusal refusal, List<String> header, byte[] body) {
    bodies.refused(refusal);
    rejections.report(refusal, header, body, body.length, FROM);
    Answer answer = refusal.answer();
    return new AcceptResult.Rejected(answer.status(), answer.body(), refusal.reason());
  }

  private AcceptResult stored(VerifiedBody body) {
    CompletableFuture<AcceptResult> result = receiver.receiveAsync(body).toCompletableFuture();
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new AcceptResult.Unavailable("the caller was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("A store never completes exceptionally", e);
    }
  }
}
