package com.bamotf.webhooks.config;

import java.util.List;

/**
 * The configuration cannot be used. The message names every wrong setting, what is allowed, and
 * what to do.
 */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSettingsException(List<String> problems) {
    super("bamotf webhooks cannot start: " + String.join("; ", problems));
  }
}
