package com.bamotf.webhooks.dispatch;

import java.time.Duration;

/** A handler did not return within its timeout. */
final class HandlerOverdueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HandlerOverdueException(Duration timeout) {
    super(
        "The handler was still running after %s (bamotf.dispatch.timeout); it was interrupted, and its transaction cannot commit"
            .formatted(timeout));
  }
}
