package com.bamotf.webhooks.inbox;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

/**
 * What is kept of a handling that failed.
 *
 * @param duration how long it ran until it failed
 * @param errorClass name of the exception's class
 * @param message the exception's message; empty if it has none
 * @param stack the stack trace, which may be long
 */
public record FailedAttempt(Duration duration, String errorClass, String message, String stack) {

  public static FailedAttempt of(Throwable failure, Duration duration) {
    StringWriter stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack));
    String message = failure.getMessage();
    return new FailedAttempt(
        duration, failure.getClass().getName(), message == null ? "" : message, stack.toString());
  }
}
