package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreOutageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private long now;
  private final StoreOutage outage = new StoreOutage(PATIENCE, () -> now);

  @Test
  void remembersForOnePatienceThatARequestWasTurnedAway() {
    assertThat(outage.turnedAwayLately()).isFalse();
    outage.turnedAway();
    now += PATIENCE.toNanos() - 1;
    assertThat(outage.turnedAwayLately()).isTrue();
    now++;
    assertThat(outage.turnedAwayLately()).isFalse();
  }

  @Test
  void forgetsItWithTheNextRequestThatIsStored() {
    outage.turnedAway();
    assertThat(outage.stored()).as("there was no outage").isFalse();
    assertThat(outage.turnedAwayLately()).isFalse();
  }

  @Test
  void endsOnce() {
    outage.failed(new IllegalStateException("away"));
    outage.failed(new IllegalStateException("away"));
    assertThat(outage.turnedAwayLately()).as("they are held").isFalse();
    assertThat(outage.stored()).isTrue();
    assertThat(outage.stored()).isFalse();
  }
}
