package com.bamotf.webhooks.sender;

import java.net.URI;

/**
 * What the command line asks for.
 *
 * @param endpoint where to post
 * @param payload what to post
 */
record Arguments(URI endpoint, Payload payload) {

  static final String USAGE =
      """
      Sends one signed event as a bamotf server does: up to 3 attempts, 1 s and 2 s apart.

      Usage: java -jar bamotf-webhooks-sender.jar URL [EVENT | FILE]

        URL    the receiver, such as http://localhost:8080/bamotf/webhook
        EVENT  succeeded (the default), processing, pending, canceled, or any other event name,
               such as refunded or payment_intent.refunded; sent for a new, made-up payment intent
        FILE   a file whose bytes are the body, such as body.json; sent as they are, so that the
               same event can be repeated

      The environment variable WEBHOOK_SECRET (or else BAMOTF_WEBHOOK_SECRET) holds the secret that
      the receiver was given.

      Exit code: 0 accepted (any 2xx), 1 not accepted, 2 wrong usage.
      """;

  /**
   * @throws IllegalArgumentException with a message for a person if the arguments are wrong
   */
  static Arguments parse(String... args) {
    if (args.length < 1 || args.length > 2) {
      throw new IllegalArgumentException(
          "A URL and at most one more argument are needed, but there are " + args.length);
    }
    String what = args.length > 1 ? args[1] : "succeeded";
    return new Arguments(Endpoint.parse(args[0]), Payload.parse(what));
  }
}
