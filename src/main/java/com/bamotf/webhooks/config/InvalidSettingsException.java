package com.bamotf.webhooks.config;

import java.util.List;

/** The message names every wrong setting and what is allowed. */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSettingsException(List<String> problems) {
    super("bamotf webhooks cannot start: " + String.join("; ", problems));
  }
}
