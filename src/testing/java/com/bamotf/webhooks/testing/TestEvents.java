package com.bamotf.webhooks.testing;

import com.bamotf.webhooks.event.PaymentIntentCanceled;
import com.bamotf.webhooks.event.PaymentIntentPending;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;

/**
 * Events to test with, each of a new payment: 0.001 BTC, mode {@code prod}, paid in full if the
 * event says so.
 *
 * <pre>{@code
 * PaymentIntentSucceeded event =
 *     TestEvents.succeeded().amount("EUR", 2500).metadata("orderId", "42").toEvent();
 * byte[] body = TestEvents.processing().btc(150_000).body();
 * }</pre>
 *
 * <p>For several events of one payment, use {@link TestPayment}. Thread-safe.
 */
public final class TestEvents {

  private TestEvents() {}

  public static TestEvent<PaymentIntentSucceeded> succeeded() {
    return new TestPayment().succeeded();
  }

  public static TestEvent<PaymentIntentProcessing> processing() {
    return new TestPayment().processing();
  }

  public static TestEvent<PaymentIntentCanceled> canceled() {
    return new TestPayment().canceled();
  }

  public static TestEvent<PaymentIntentPending> pending() {
    return new TestPayment().pending();
  }

  /**
   * An event that this version of the library does not know.
   *
   * @param type such as {@code payment_intent.refunded}
   * @throws IllegalArgumentException if the library knows it
   */
  public static TestEvent<UnknownPaymentIntentEvent> unknown(String type) {
    return new TestPayment().unknown(type);
  }
}
