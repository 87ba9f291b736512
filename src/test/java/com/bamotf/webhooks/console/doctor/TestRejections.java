package com.bamotf.webhooks.console.doctor;

import java.time.Clock;

/** What the container does with the constructor. */
public final class TestRejections {

  private TestRejections() {}

  public static Rejections create(Clock clock) {
    return new Rejections(clock);
  }
}
