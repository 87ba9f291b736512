package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.sender.EventBody;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something to deliver.
 *
 * @param event the full name; null for a body as it is
 * @param intentId of the payment intent; null for a body as it is
 * @param description for the user
 * @param body the body of an attempt at a given time
 */
record Shipment(
    @Nullable String event,
    @Nullable String intentId,
    String description,
    Function<Instant, byte[]> body) {

  static Shipment of(EventBody event) {
    String id = event.intentId().toString();
    return new Shipment(
        event.event(), id, event.event() + " of payment intent " + id, event::bytes);
  }

  static Shipment of(byte[] body, String file) {
    String origin = file.equals("-") ? "standard input" : file;
    return new Shipment(null, null, body.length + " bytes of " + origin, now -> body);
  }
}
