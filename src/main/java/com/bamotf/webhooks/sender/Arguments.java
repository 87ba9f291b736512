package com.bamotf.webhooks.sender;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;

/**
 * The parsed command line.
 *
 * @param endpoint where to post
 * @param description what is sent, for the user
 * @param body the body of an attempt at a given time
 */
record Arguments(URI endpoint, String description, Function<Instant, byte[]> body) {

  static final String USAGE =
      """
      Sends one signed event as a bamotf server does: up to 3 attempts, 1 s and 2 s apart.

      Usage: java -jar bamotf-webhooks-sender.jar URL [EVENT | FILE]

        URL    the receiver, such as http://localhost:8080/bamotf/webhook
        EVENT  succeeded (the default), processing, pending, canceled, or any other event name,
               such as refunded or payment_intent.refunded; sent for a new, made-up payment intent
        FILE   a file to send unchanged, such as body.json; use it to repeat the same event

      Set the environment variable WEBHOOK_SECRET (or BAMOTF_WEBHOOK_SECRET) to the receiver's
      secret.

      Exit code: 0 accepted (any 2xx), 1 not accepted, 2 wrong usage.
      """;

  /**
   * @throws IllegalArgumentException with a message for the user if the arguments are wrong
   */
  static Arguments parse(String... args) {
    if (args.length < 1 || args.length > 2) {
      throw new IllegalArgumentException(
          "Expected a URL and at most one more argument, got " + args.length + " arguments");
    }
    URI endpoint = endpoint(args[0]);
    String what = args.length > 1 ? args[1] : "succeeded";
    return switch (what) {
      case "succeeded", "processing", "pending", "canceled" -> event(endpoint, what);
      default -> isFile(what) ? file(endpoint, Path.of(what)) : event(endpoint, what);
    };
  }

  private static URI endpoint(String text) {
    try {
      return WebhookSender.requireHttp(new URI(text));
    } catch (URISyntaxException e) {
      throw WebhookSender.invalidUrl(text);
    }
  }

  private static Arguments event(URI endpoint, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("The second argument is empty; give an event or a file");
    }
    EventBody event = EventBody.of(name.contains(".") ? name : "payment_intent." + name);
    return new Arguments(
        endpoint, event.event() + " of payment intent " + event.intentId(), event::bytes);
  }

  /** Anything that looks like a path is a file, so that a mistyped path is not sent as an event. */
  private static boolean isFile(String what) {
    if (what.contains("/") || what.contains("\\") || what.endsWith(".json")) {
      return true;
    }
    try {
      return !what.isBlank() && Files.exists(Path.of(what));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Arguments file(URI endpoint, Path file) {
    try {
      byte[] body = Files.readAllBytes(file);
      return new Arguments(endpoint, body.length + " bytes of " + file, now -> body);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The file " + file + " cannot be read (" + e + "); give a readable file or an event", e);
    }
  }
}
