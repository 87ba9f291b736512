package com.bamotf.webhooks.event;

/**
 * Something that happened to a payment intent, as told by bamotf.
 *
 * <p>Events are fired as synchronous CDI events, each inside a JTA transaction of its own. A bean
 * handles them by observing the type it cares about, or this interface for all of them:
 *
 * <pre>{@code
 * @Stateless
 * public class Orders {
 *   @PersistenceContext EntityManager em;
 *
 *   public void paid(@Observes PaymentIntentSucceeded event) {
 *     PaymentIntent intent = event.paymentIntent();
 *     String orderId =
 *         intent
 *             .metadata("orderId")
 *             .orElseThrow(() -> new AbandonEventException("The payment names no order"));
 *     em.find(Order.class, orderId).markPaid(intent.id());
 *   }
 *
 *   public void onlyInProduction(@Observes @Mode("prod") PaymentIntentEvent event) {}
 *
 *   public void refunded(
 *       @Observes @EventType("payment_intent.refunded") UnknownPaymentIntentEvent event) {}
 * }
 * }</pre>
 *
 * <p>An observer in an enterprise bean must be public, as every business method is.
 *
 * <p>What the handler does with the same data source commits together with the record that the
 * event was handled. An exception rolls both back, and the event is tried again later; {@link
 * RetryEventException} and {@link AbandonEventException} say when, and whether at all.
 *
 * <p>Do not deduplicate by {@link Delivery#id()}: it is new at every attempt.
 *
 * <p>Every implementation is an immutable record, equal by value and safe to share between threads.
 */
public sealed interface PaymentIntentEvent
    permits PaymentIntentSucceeded,
        PaymentIntentProcessing,
        PaymentIntentCanceled,
        PaymentIntentPending,
        UnknownPaymentIntentEvent {

  /**
   * The payment intent as it was when the message was made, which may be later than the event: a
   * delayed {@link PaymentIntentProcessing} can carry an intent whose status is {@code succeeded}.
   */
  PaymentIntent paymentIntent();

  /** The message that brought the event. */
  Delivery delivery();

  /** The event's name on the wire, for example {@code payment_intent.succeeded}. */
  default String type() {
    return delivery().eventType();
  }
}
