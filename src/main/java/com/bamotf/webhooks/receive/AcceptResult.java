package com.bamotf.webhooks.receive;

/** The outcome of {@link WebhookInbox#accept}. */
public sealed interface AcceptResult {

  /** The HTTP status that the endpoint would answer. */
  default int status() {
    return Answer.of(this).status();
  }

  /** The JSON that the endpoint would answer. */
  default String json() {
    return Answer.of(this).body();
  }

  /**
   * The event is committed; observers will handle it.
   *
   * @param known false if its type is unknown to this version: it will be fired as an {@link
   *     com.bamotf.webhooks.event.UnknownPaymentIntentEvent}
   */
  record Stored(boolean known) implements AcceptResult {}

  /**
   * The event was committed before; its count of deliveries was incremented.
   *
   * @param known as for {@link Stored}
   */
  record Duplicate(boolean known) implements AcceptResult {}

  /**
   * It is signed, but unreadable, of a mode that is not accepted, or by a secret that must not sign
   * it. It is committed in quarantine, by this call or an earlier one, where an operator can
   * requeue it.
   *
   * @param reason what is wrong and what is allowed
   */
  record Quarantined(String reason) implements AcceptResult {}

  /**
   * Nothing is stored, because the signature is missing, malformed, out of tolerance or wrong
   * (status 401), or because the body is larger than {@code bamotf.webhook.max-body-size} (413).
   * Accepting it again does not help.
   *
   * @param json the answer to the sender, which for a signature does not say why
   * @param reason for the operator; contains nothing from the delivery
   */
  record Rejected(int status, String json, String reason) implements AcceptResult {}

  /**
   * The event may or may not have been stored. Keep it and accept it again later, which is safe:
   * let the queue deliver it again, or answer the sender with 503.
   *
   * @param reason for the operator, without secrets
   */
  record Unavailable(String reason) implements AcceptResult {}
}
