package com.bamotf.webhooks;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Waits until something happens. How long that takes is up to the machine and what else it does, so
 * the limit is only for what never happens. Where the time itself is tested, the test sets its own.
 */
public final class Waiting {

  public static final Duration LIMIT = Duration.ofMinutes(10);

  private Waiting() {}

  public static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20));
  }
}
