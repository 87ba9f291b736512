package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreHealthTest {

  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private long now;
  private final StoreHealth health = new StoreHealth(PATIENCE, () -> now);

  @Test
  void remembersForOnePatienceThatARequestWasTurnedAway() {
    assertThat(health.takesRequests()).isTrue();
    health.rejected();
    pass(PATIENCE.minusNanos(1));
    assertThat(health.takesRequests()).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(health.takesRequests()).isTrue();
  }

  @Test
  void forgetsItWithTheNextRequestThatIsStored() {
    health.rejected();
    assertThat(health.stored()).as("there was no outage").isFalse();
    assertThat(health.takesRequests()).isTrue();
  }

  @Test
  void aTrialThatSucceedsEndsNoOutage() {
    health.failed(new IllegalStateException("disk full"));
    health.rejected();
    health.attempt();
    health.answered();
    assertThat(health.isAway()).isTrue();
    assertThat(health.takesRequests()).isFalse();
  }

  @Test
  void anOutageBeginsAndEndsOnce() {
    assertThat(health.isAway()).isFalse();
    health.failed(new IllegalStateException("away"));
    health.failed(new IllegalStateException("away"));
    assertThat(health.isAway()).isTrue();
    assertThat(health.takesRequests()).as("they are held").isTrue();
    assertThat(health.stored()).isTrue();
    assertThat(health.stored()).isFalse();
    assertThat(health.isAway()).isFalse();
  }

  @Test
  void takesRequestsWhileAttemptsSucceed() {
    health.attempt();
    health.answered();
    pass(Duration.ofHours(1));
    assertThat(health.outage()).isZero();
    assertThat(health.takesRequests()).isTrue();
  }

  @Test
  void turnsAwayAsSoonAsARequestThatCameWithAnAttemptIsTurnedAway() {
    pass(Duration.ofHours(1));
    health.attempt();
    pass(PATIENCE.minusNanos(1));
    assertThat(health.takesRequests()).as("a request would be held").isTrue();
    pass(Duration.ofNanos(1));
    assertThat(health.outage()).isEqualTo(PATIENCE);
    assertThat(health.takesRequests()).as("the attempt hangs").isFalse();
    health.answered();
    assertThat(health.outage()).isZero();
    assertThat(health.takesRequests()).isTrue();
  }

  @Test
  void countsFromTheFirstAttemptThatFailed() {
    health.attempt();
    pass(PATIENCE.minusSeconds(1));
    health.attempt();
    assertThat(health.takesRequests()).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(health.takesRequests()).isFalse();
  }

  @Test
  void requestsThatStoreThemselvesShowThatOnlyTheWriterHangs() {
    health.attempt();
    pass(PATIENCE);
    health.stored();
    assertThat(health.takesRequests()).isTrue();
    pass(PATIENCE);
    assertThat(health.takesRequests()).as("none was stored since").isFalse();
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }
}
