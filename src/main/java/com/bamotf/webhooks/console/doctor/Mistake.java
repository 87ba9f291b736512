package com.bamotf.webhooks.console.doctor;

import java.util.Locale;

/** Why a signature is refused: what was found, and what to do. */
public enum Mistake {
  NONE("The signature is valid", "Nothing to do"),
  HEADER_MISSING(
      "The request has no x-webhook-signature header",
      "If bamotf sent it, look for a proxy that removes the header; otherwise the request is not from bamotf"),
  HEADER_MALFORMED(
      "The x-webhook-signature header is malformed",
      "bamotf sends v=<milliseconds since 1970>,d=<64 lower-case hex digits>, once; look for a proxy that changes or repeats headers"),
  TOO_OLD(
      "The signature is older than bamotf.webhook.tolerance allows",
      "Synchronize both servers' clocks with NTP. Replayed deliveries are refused on purpose"),
  TOO_NEW(
      "The time of the signature is further in the future than bamotf.webhook.tolerance allows",
      "Synchronize both servers' clocks with NTP"),
  SECRET_WHITESPACE(
      "One side has a space at the start or end of the secret, the other does not",
      "Make both the same; a secret is not trimmed"),
  SECRET_QUOTES(
      "One side has the secret in quotes, the other does not",
      "Remove the quotes; some .env files and shells keep them as part of the value"),
  SECRET_NEWLINE(
      "One side has a newline after the secret, as at the end of a file, the other does not",
      "Write the secret to its file without a newline, such as with printf instead of echo"),
  SECRET_BASE64(
      "One of the two sides decodes the secret from Base64, the other uses its text",
      "Use the text as it is on both sides; bamotf does not decode its secret"),
  SECRET_HEX(
      "One of the two sides decodes the secret from hex digits, the other uses its text",
      "Use the text as it is on both sides; bamotf does not decode its secret"),
  BODY_RESERIALISED(
      "The JSON was parsed and written again after it was signed",
      "Pass the body on byte for byte; look for a gateway, a function or a test script that parses it"),
  BODY_LINE_ENDS(
      "The body's line endings differ from those that were signed",
      "Pass the body on byte for byte; look for an editor, a Git checkout or a script that changes line endings or adds a newline"),
  BODY_BOM(
      "A byte order mark was added to the body or removed from it",
      "Pass the body on byte for byte; look for an editor or a script that saves it with another encoding"),
  BODY_CHARSET(
      "The body was decoded and encoded with different charsets",
      "Pass the body on byte for byte, or use UTF-8 for both"),
  BODY_ONLY(
      "The digest covers the body alone, without the time v",
      "Sign the body followed by the digits of v, as bamotf does"),
  OLDER_SECRET(
      "The signature is valid, but not with the first secret of the settings",
      "After a rotation, set the new secret at bamotf's endpoint. If it is the secret of another endpoint, there is nothing to do"),
  OTHER_SECRET_OR_BODY(
      "No configured secret gives this digest for this body, and no usual mistake explains it",
      "Compare the secret of the endpoint in bamotf with bamotf.webhook.secret, and look for a proxy that changes the body. Otherwise the request is forged");

  private final String explanation;
  private final String advice;

  Mistake(String explanation, String advice) {
    this.explanation = explanation;
    this.advice = advice;
  }

  String explanation() {
    return explanation;
  }

  String advice() {
    return advice;
  }

  /** The name in the API. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
