package com.bamotf.webhooks.war.ledger;

import java.util.List;

/** The message, for the caller, names the parameter, its value and what is allowed. */
final class InvalidParameterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A request must not decide how long the answer gets. */
  private static final int MAX_ECHO = 80;

  InvalidParameterException(String name, String found, String allowed) {
    super("Parameter %s is \"%s\"; allowed is %s.".formatted(name, shortened(found), allowed));
  }

  private InvalidParameterException(String problem) {
    super(problem);
  }

  static InvalidParameterException unknown(String name, List<String> known) {
    return new InvalidParameterException(
        "There is no parameter \"%s\"; allowed are %s."
            .formatted(shortened(name), String.join(", ", known)));
  }

  private static String shortened(String text) {
    return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO) + "…";
  }
}
