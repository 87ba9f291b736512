package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.sender.EventBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an event is about. What is not given is made up. */
final class EventOptions {

  @Option(
      names = "--amount",
      paramLabel = "N",
      description = "Amount in the currency's smallest unit (satoshi, cents).")
  @Nullable Long amount;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "BTC (the default) or a fiat code.")
  @Nullable String currency;

  @Option(
      names = "--metadata",
      paramLabel = "KEY=VALUE",
      description = "Metadata of the payment intent, once for each key.")
  Map<String, String> metadata = new LinkedHashMap<>();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "prod, test (the default) or dev. The receiver's bamotf.webhook.modes decides.")
  @Nullable String mode;

  @Option(
      names = "--intent",
      paramLabel = "UUID",
      description = "Id of the payment intent, to send another event of the same one.")
  @Nullable String intent;

  boolean areGiven() {
    return amount != null
        || currency != null
        || mode != null
        || intent != null
        || !metadata.isEmpty();
  }

  /** An event of a new payment intent, unless its id is given. */
  EventBody event(String name) {
    if (amount != null && amount < 0) {
      throw Failure.usage("--amount %s is negative; it is at least 0".formatted(amount));
    }
    EventBody event = EventBody.of(name);
    event =
        event.withAmount(
            amount == null ? event.amount() : amount,
            currency == null ? event.currency() : currency);
    event = mode == null ? event : event.withMode(mode);
    event = metadata.isEmpty() ? event : event.withTexts(event.description(), metadata);
    return intent == null ? event : event.withIntentId(id(intent));
  }

  private static UUID id(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the message.
    }
    throw Failure.usage(
        "--intent \"%s\" is not the id of a payment intent; it is a UUID such as %s"
            .formatted(text, "7b9c1f0e-8a55-4c9e-9a2e-5d1f0c3b2a11"));
  }

  /** {@code succeeded} is {@code payment_intent.succeeded}; what has a dot stays. */
  static String fullName(String event) {
    return event.contains(".") ? event : "payment_intent." + event;
  }
}
