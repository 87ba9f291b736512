package com.bamotf.webhooks.sender;

import java.io.PrintStream;

/** Tells a person how a delivery goes, line by line as it happens. For one delivery, one thread. */
final class Progress {

  /** Some servers answer an error with a page of HTML. */
  private static final int SHOWN_CHARACTERS = 500;

  private final PrintStream out;
  private int attempts;

  Progress(PrintStream out) {
    this.out = out;
  }

  void attempt(Attempt attempt) {
    attempts++;
    out.println("Attempt " + attempts + ": " + describe(attempt));
  }

  /** The same pause, announced. */
  WebhookSender.Pause around(WebhookSender.Pause pause) {
    return duration -> {
      out.println("Trying again in " + duration.toSeconds() + " s");
      pause.pause(duration);
    };
  }

  private static String describe(Attempt attempt) {
    if (attempt instanceof Attempt.Answered answered) {
      return answered.status() + " " + shown(answered.body());
    }
    return ((Attempt.Unanswered) attempt).reason();
  }

  /** On one line, and without what could steer a terminal. */
  private static String shown(String body) {
    String text = body.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return text.length() <= SHOWN_CHARACTERS
        ? text
        : text.substring(0, SHOWN_CHARACTERS) + " ... (" + body.length() + " characters)";
  }
}
