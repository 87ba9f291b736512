package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.wire.UnreadableEventException;

/**
 * The stored body cannot be read, and a retry cannot help. A handler that reads something else can
 * throw the cause as well, but not this.
 */
final class UnreadableEntryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableEntryException(UnreadableEventException cause) {
    super(cause);
  }
}
