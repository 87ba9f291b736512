package com.bamotf.webhooks.dispatch;

import com.bamotf.webhooks.config.LogCodes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether this server handles events, as the readiness check says. Thread-safe. */
@Singleton
public class HandlingHealth {

  private final Dispatcher dispatcher;

  @Inject
  protected HandlingHealth(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** What an operator should do; empty if events are handled, or are not meant to be here. */
  public Optional<String> problem() {
    if (dispatcher.isStuck()) {
      return Optional.of(
          "This server handles no events: all its workers are in handlers that hang. Restart it ("
              + LogCodes.STUCK
              + ")");
    }
    long hanging = dispatcher.hanging();
    return hanging == 0
        ? Optional.empty()
        : Optional.of(
            "handlers that hang on this server and ignore the interrupt: %s; other workers continue (%s)"
                .formatted(hanging, LogCodes.HANDLING_HANGS));
  }
}
