package com.bamotf.webhooks.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Finds out whether this server carries out {@code @Retry}. Asked by trying: where MicroProfile
 * Fault Tolerance is missing, the annotation is there and nobody looks at it.
 */
@ApplicationScoped
class FaultToleranceProbe {

  private final AtomicInteger calls = new AtomicInteger();

  /** Fails at the first of two calls, so that only a retry makes it succeed. */
  @Retry(maxRetries = 1, delay = 0, jitter = 0)
  boolean secondCall() {
    if (calls.getAndIncrement() % 2 == 0) {
      throw new IllegalStateException("The first call fails, so that a retry can be seen");
    }
    return true;
  }

  /** Whether {@code @Retry} of this bean, seen through the container, is carried out. */
  static boolean isActive(FaultToleranceProbe bean) {
    try {
      return bean.secondCall();
    } catch (RuntimeException e) {
      return false;
    }
  }
}
