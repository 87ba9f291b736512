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

/**
 * Reads a message of bamotf into a typed event. Stateless and safe for use by many threads; the
 * JSON provider is looked up once, when a reader is made.
 *
 * <p>What decides about money or identity is read strictly; everything else leaves room for a newer
 * bamotf:
 *
 * <ul>
 *   <li>The body is valid UTF-8 without a byte order mark, and one JSON object with nothing behind
 *       it. No object in it has a key twice, also not in the metadata or an unknown field. Objects
 *       and lists nest at most 64 levels, and no number has more than 128 characters.
 *   <li>A body has at most 50 000 values (objects, lists, texts, numbers and words) and 5 000
 *       transactions; what is beyond is not even read. bamotf writes a transaction in 212 bytes or
 *       more, so that a body within the default cap of 1 MiB never holds that many. Without a
 *       limit, a body made for it takes 163 times its size in memory while it is read, and 62 times
 *       as long as the event is kept. With it, that is at most 30 MB and 11 MB for a body of 1 MiB.
 *   <li>Required are {@code event}, {@code idempotenceKey}, and of {@code data.paymentIntent} the
 *       {@code id}, {@code mode}, {@code amount}, {@code status}, {@code currency} and {@code
 *       confirmations}; of each transaction the {@code id}, {@code amount} and {@code
 *       confirmations}. Everything else may be absent or null. An absent {@code tolerance} is 0;
 *       absent {@code transactions} are not known, which is not the same as none.
 *   <li>Amounts are plain digits from 0 to 2<sup>63</sup>-1, as a JSON string (as bamotf sends
 *       them) or a JSON number. So {@code 1.0}, {@code 1e3}, {@code "+1"} and {@code "007"} are
 *       refused.
 *   <li>Ids, event names, keys, modes, statuses and currencies are strings of 1 to 255 characters
 *       without control characters and unpaired surrogates; an unknown value of them is fine. The
 *       idempotency key may be a JSON number in digits as well.
 *   <li>Fields that this version does not know are ignored.
 * </ul>
 *
 * <p>Names and types of the fields are those of the bamotf server of 2023-12-13.
 */
public final class EventReader {

  private final JsonBody bodies;
  private final PaymentIntentReader intents;

  /** Makes a reader with the JSON provider that the calling thread's class loader finds. */
  public EventReader() {
    JsonProvider provider = JsonProvider.provider();
    this.bodies = new JsonBody(provider.createParserFactory(Map.of()));
    this.intents = new PaymentIntentReader(provider);
  }

  /**
   * Reads one message.
   *
   * @param body the bytes as they were received; not changed, and copied into the event
   * @param source carried into {@link Delivery#source()}
   * @throws UnreadableEventException if the body is not as described above, whatever its bytes are;
   *     no other exception is thrown
   */
  public PaymentIntentEvent read(byte[] body, Source source) {
    JsonFields message = bodies.read(body);
    Delivery delivery =
        new Delivery(
            Scalars.optionalIdentifier(message, "id"),
            Scalars.key(message, "idempotenceKey"),
            Scalars.instant(message, "created"),
            Scalars.identifier(message, "event"),
            source,
            new RawBody(body));
    return event(intents.read(message.object("data").object("paymentIntent")), delivery);
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
   * Reads a payment intent that stands alone, as bamotf's REST API gives it, by the same rules.
   *
   * @param json the bytes of one JSON object; not changed and not kept
   * @throws UnreadableEventException if it is not as described above; no other exception is thrown
   */
  public PaymentIntent readPaymentIntent(byte[] json) {
    return intents.read(bodies.read(json));
  }
}
