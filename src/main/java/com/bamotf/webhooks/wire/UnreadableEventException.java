package com.bamotf.webhooks.wire;

import org.jspecify.annotations.Nullable;

/**
 * A message that this version cannot read as an event. The exception's message says where in the
 * JSON, what was found (shortened) and what is allowed. It has at most 500 characters and neither
 * control characters nor unpaired surrogates, so it can be stored and logged.
 */
public class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MAX_LENGTH = 500;

  public UnreadableEventException(String message) {
    this(message, null);
  }

  public UnreadableEventException(String message, @Nullable Throwable cause) {
    super(Excerpt.shorten(message, MAX_LENGTH), cause);
  }
}
