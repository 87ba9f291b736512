package com.bamotf.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** {@link System#nanoTime} may begin anywhere, and overflow. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND / 2);

  private final LogThrottle throttle = new LogThrottle(now::get);

  @Test
  void allowsOneLineASecondAndCountsTheOthers() {
    assertThat(throttle.pass()).hasValue("");
    assertThat(throttle.pass()).isEmpty();
    now.addAndGet(SECOND - 1);
    assertThat(throttle.pass()).isEmpty();
    now.addAndGet(1);
    assertThat(throttle.pass()).hasValue(" (and 2 more since the last such line)");
    assertThat(throttle.pass()).isEmpty();
  }

  @Test
  void saysNothingOfOthersIfThereWereNone() {
    assertThat(throttle.pass()).hasValue("");
    now.addAndGet(SECOND);
    assertThat(throttle.pass()).hasValue("");
  }
}
