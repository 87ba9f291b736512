package com.bamotf.webhooks.wire;

import com.bamotf.webhooks.event.Delivery;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentCanceled;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentPending;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.event.RawBody;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.event.UnknownPaymentIntentEvent;
import jakarta.json.spi.JsonProvider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads bamotf's messages into typed events. Thread-safe and stateless.
 *
 * <p>What decides about money or identity is read strictly; the rest leaves room for a newer
 * bamotf:
 *
 * <ul>
 *   <li>The body is valid UTF-8 without a byte order mark, and exactly one JSON object. No object
 *       in it, not even in the metadata or an unknown field, has a key twice. Objects and lists
 *       nest at most 64 levels. A number has at most 128 characters and an exponent from -1000 to
 *       1000.
 *   <li>A body has at most 50 000 values (objects, lists, strings, numbers, true, false and null)
 *       and 5 000 transactions, which bounds the memory that reading takes. What bamotf writes in 1
 *       MiB stays below both.
 *   <li>Required are {@code event}, {@code idempotenceKey}, and of {@code data.paymentIntent} the
 *       {@code id}, {@code mode}, {@code amount}, {@code status}, {@code currency} and {@code
 *       confirmations}; of each transaction the {@code id}, {@code amount} and {@code
 *       confirmations}. Everything else may be absent or null. An absent {@code tolerance} is 0;
 *       absent {@code transactions} are unknown, which differs from an empty list.
 *   <li>Amounts are plain digits from 0 to 2<sup>63</sup>-1, as a JSON string (as bamotf sends
 *       them) or a JSON number. So {@code 1.0}, {@code 1e3}, {@code "+1"} and {@code "007"} are
 *       refused.
 *   <li>Ids, event names, keys, modes, statuses and currencies are strings of 1 to 255 characters
 *       without control characters or unpaired surrogates; unknown values are accepted. The
 *       idempotency key may also be a JSON number in digits.
 *   <li>Unknown fields are ignored.
 * </ul>
 *
 * <p>The field names and types are those of the bamotf server of 2023-12-13.
 */
public final class EventReader {

  private final JsonBody bodies;

  /** Uses the JSON provider that the calling thread's class loader finds. */
  public EventReader() {
    JsonProvider provider = JsonProvider.provider();
    this.bodies = new JsonBody(provider, provider.createParserFactory(Map.of()));
  }

  /**
   * Reads one message.
   *
   * @param body the bytes as received; copied into the event
   * @param source becomes {@link Delivery#source()}
   * @param signedBy becomes {@link Delivery#signedBy()}
   * @throws UnreadableEventException if the body breaks the rules above; no other exception is
   *     thrown, whatever the bytes
   */
  public PaymentIntentEvent read(byte[] body, Source source, @Nullable String signedBy) {
    JsonFields message = bodies.read(body);
    Delivery delivery =
        new Delivery(
            message.optionalIdentifier("id"),
            message.identifierOrNumber("idempotenceKey"),
            message.instant("created"),
            message.identifier("event"),
            source,
            signedBy,
            new RawBody(body));
    return event(
        PaymentIntentReader.read(message.object("data").object("paymentIntent")), delivery);
  }

  private static PaymentIntentEvent event(PaymentIntent intent, Delivery delivery) {
    return switch (delivery.eventType()) {
      case PaymentIntentSucceeded.TYPE -> new PaymentIntentSucceeded(intent, delivery);
      case PaymentIntentProcessing.TYPE -> new PaymentIntentProcessing(intent, delivery);
      case PaymentIntentCanceled.TYPE -> new PaymentIntentCanceled(intent, delivery);
      case PaymentIntentPending.TYPE -> new PaymentIntentPending(intent, delivery);
      default -> new UnknownPaymentIntentEvent(intent, delivery);
    };
  }

  /**
   * Reads a payment intent on its own, as bamotf's REST API returns it, by the same rules.
   *
   * @param json the bytes of one JSON object
   * @throws UnreadableEventException if it breaks the rules above; no other exception is thrown
   */
  public PaymentIntent readPaymentIntent(byte[] json) {
    return PaymentIntentReader.read(bodies.read(json));
  }
}
