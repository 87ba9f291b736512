package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class DatabasePulseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final StoreResult FAILED = new StoreResult.Unavailable("away");

  private final List<CompletableFuture<StoreResult>> trials = new ArrayList<>();
  private final StoreQueue queue =
      new StoreQueue(null, null, InboxFixture.SETTINGS) {
        @Override
        CompletionStage<StoreResult> tryOut() {
          trials.add(new CompletableFuture<>());
          return trials.get(trials.size() - 1);
        }
      };
  private long now;
  private final DatabasePulse pulse = new DatabasePulse(queue, PATIENCE, () -> now);

  @Test
  void isUpWhileTrialsSucceed() {
    beat(StoreResult.Kept.STORED);
    pass(Duration.ofHours(1));
    assertThat(pulse.silence()).isZero();
    assertThat(pulse.takesRequests()).isTrue();
  }

  @Test
  void isDownAsSoonAsARequestThatCameWithTheTrialWouldBeTurnedAway() {
    beat(StoreResult.Kept.STORED);
    pass(Duration.ofHours(1));
    pulse.beat();
    pass(PATIENCE.minusNanos(1));
    assertThat(pulse.takesRequests()).as("a request would be held").isTrue();
    pass(Duration.ofNanos(1));
    assertThat(pulse.silence()).isEqualTo(PATIENCE);
    assertThat(pulse.takesRequests()).as("the trial hangs").isFalse();
  }

  @Test
  void countsFromTheFirstTrialThatFailed() {
    beat(FAILED);
    pass(PATIENCE.minusSeconds(1));
    beat(FAILED);
    pulse.beat();
    assertThat(pulse.takesRequests()).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(pulse.takesRequests()).isFalse();
  }

  @Test
  void isUpAgainAsSoonAsATrialSucceeds() {
    pulse.beat();
    pass(PATIENCE.plusMinutes(1));
    assertThat(pulse.takesRequests()).isFalse();
    trials.get(0).complete(StoreResult.Kept.STORED);
    assertThat(pulse.takesRequests()).isTrue();
    assertThat(pulse.silence()).isZero();
    pulse.beat();
    assertThat(pulse.silence()).as("of the new one").isZero();
  }

  @Test
  void asksAgainOnlyWhenItHasItsAnswer() {
    pulse.beat();
    pulse.beat();
    assertThat(trials).hasSize(1);
    trials.get(0).complete(FAILED);
    pulse.beat();
    assertThat(trials).hasSize(2);
  }

  private void beat(StoreResult result) {
    pulse.beat();
    trials.get(trials.size() - 1).complete(result);
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }
}
