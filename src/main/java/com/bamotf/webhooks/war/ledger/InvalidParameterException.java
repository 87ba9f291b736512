package com.bamotf.webhooks.war.ledger;

import java.util.List;

/** A request parameter cannot be used. The message names it, what was found and what is allowed. */
final class InvalidParameterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Enough to know one's own mistake by; a request must not decide how long the answer gets. */
  private static final int LONGEST_ECHO = 80;

  private final String problem;

  InvalidParameterException(String name, String found, String allowed) {
    this("Parameter %s is \"%s\"; allowed is %s.".formatted(name, shortened(found), allowed));
  }

  private InvalidParameterException(String problem) {
    super(problem);
    this.problem = problem;
  }

  static InvalidParameterException unknown(String name, List<String> known) {
    return new InvalidParameterException(
        "There is no parameter \"%s\"; allowed are %s."
            .formatted(shortened(name), String.join(", ", known)));
  }

  /** The message, for the answer. */
  String problem() {
    return problem;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
  }
}
