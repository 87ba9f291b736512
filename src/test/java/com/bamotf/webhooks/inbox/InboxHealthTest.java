package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InboxHealthTest {

  /** Nothing else: on Payara and Liberty, anybody who reaches the port can read it. */
  @Test
  void tellsAStateAndACode() {
    assertThat(InboxHealth.data(true, false)).isEqualTo(Map.of("state", "ok"));
    assertThat(InboxHealth.data(true, true))
        .isEqualTo(Map.of("state", "degraded", "code", "BAMOTF301"));
    assertThat(InboxHealth.data(false, true))
        .isEqualTo(Map.of("state", "degraded", "code", "BAMOTF204"));
    assertThat(InboxHealth.data(false, false))
        .as("too many requests wait")
        .isEqualTo(Map.of("state", "degraded", "code", "BAMOTF204"));
  }
}
