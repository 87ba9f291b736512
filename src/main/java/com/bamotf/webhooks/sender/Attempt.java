package com.bamotf.webhooks.sender;

/** The outcome of one attempt to deliver an event. */
public sealed interface Attempt {

  /** Whether bamotf would count the event as delivered: any 2xx does, whatever the body says. */
  boolean accepted();

  /**
   * The receiver answered.
   *
   * @param status the HTTP status, after redirects
   * @param body the answer's body as text; empty if there was none
   */
  record Answered(int status, String body) implements Attempt {
    @Override
    public boolean accepted() {
      return status >= 200 && status <= 299;
    }
  }

  /**
   * No answer came.
   *
   * @param reason what happened, for a person
   */
  record Unanswered(String reason) implements Attempt {
    @Override
    public boolean accepted() {
      return false;
    }
  }
}
