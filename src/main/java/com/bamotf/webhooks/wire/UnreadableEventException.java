package com.bamotf.webhooks.wire;

import org.jspecify.annotations.Nullable;

/**
 * A message that is no event this version can read. The message text is for a person: the place in
 * the JSON, what stands there (shortened), and what is allowed. It has at most 500 characters, no
 * control characters and no unpaired surrogates, so that it can be stored and logged as it is.
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
