package com.bamotf.webhooks.sender;

/** The outcome of one attempt to deliver an event. */
public sealed interface Attempt {

  /** Whether bamotf counts the event as delivered: with any 2xx, whatever the body says. */
  boolean accepted();

  /**
   * The receiver answered.
   *
   * @param status the HTTP status, after redirects
   * @param body the body as text; may be empty
   */
  record Answered(int status, String body) implements Attempt {
    @Override
    public boolean accepted() {
      return status >= 200 && status <= 299;
    }
  }

  /**
   * No answer arrived.
   *
   * @param reason what happened, for the user
   */
  record Unanswered(String reason) implements Attempt {
    @Override
    public boolean accepted() {
      return false;
    }
  }
}
