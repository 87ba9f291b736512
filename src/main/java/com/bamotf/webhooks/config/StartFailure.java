package com.bamotf.webhooks.config;

import static java.lang.System.Logger.Level.ERROR;

/**
 * Logs why the application cannot start in a line of its own, since servers bury the exception in
 * stack traces.
 */
public final class StartFailure {

  private static final System.Logger LOG = System.getLogger(StartFailure.class.getName());

  private StartFailure() {}

  /** Logs the failure and returns it. */
  public static <E extends RuntimeException> E logged(E failure) {
    String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    LOG.log(ERROR, "{0}: {1}", LogCodes.START_FAILED, reason);
    return failure;
  }
}
