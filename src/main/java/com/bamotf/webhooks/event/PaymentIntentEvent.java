package com.bamotf.webhooks.event;

/**
 * Something that happened to a payment intent, as bamotf reported it.
 *
 * <p>Events are fired as synchronous CDI events, each in its own JTA transaction. Observe the type
 * you need, or this interface for all of them:
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
 * <p>An observer in an enterprise bean must be public. Only events of the modes that {@code
 * bamotf.webhook.modes} accepts are fired, by default those of {@code prod}.
 *
 * <p>The handler's work on the same data source commits together with the record that the event was
 * handled. An exception rolls both back, and the event is retried later; {@link
 * RetryEventException} chooses when, and {@link AbandonEventException} prevents it.
 *
 * <p>Do not deduplicate by {@link Delivery#id()}: it is new for each attempt.
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
   * The payment intent as of the message, which may be later than the event: a delayed {@link
   * PaymentIntentProcessing} can have an intent whose status is {@code succeeded}.
   */
  PaymentIntent paymentIntent();

  /** The message that carried the event. */
  Delivery delivery();

  /** The event's name on the wire, such as {@code payment_intent.succeeded}. */
  default String type() {
    return delivery().eventType();
  }
}
