package com.bamotf.webhooks.inbox;

import com.bamotf.webhooks.server.InternalBean;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells that this server turned a delivery away, or had no database for a while: the sender may
 * have given up meanwhile. A hint only; a signal that nobody waits for is kept until somebody does.
 * Thread-safe.
 */
@InternalBean
public class GapSignal {

  private final Semaphore raised = new Semaphore(0);

  /** Several signals before somebody looks are one. */
  void raise() {
    if (raised.availablePermits() == 0) {
      raised.release();
    }
  }

  /**
   * Waits for a signal, at most this long.
   *
   * @return whether there was one
   */
  public boolean await(Duration most) throws InterruptedException {
    boolean woken = raised.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
    return raised.drainPermits() > 0 || woken;
  }
}
