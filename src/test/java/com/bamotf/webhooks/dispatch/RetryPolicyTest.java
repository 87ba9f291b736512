package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  private static final Settings.Dispatch SETTINGS =
      new Settings.Dispatch(
          4, 5, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

  @ParameterizedTest
  @CsvSource({
    "1, 1000",
    "2, 2000",
    "3, 4000",
    "6, 32000",
    "7, 60000",
    "8, 60000",
    "63, 60000",
    "1000000, 60000"
  })
  void doublesThePauseUpToTheCeiling(int attempt, long millis) {
    assertThat(withRandom(Long.MAX_VALUE).pauseAfter(attempt)).isEqualTo(Duration.ofMillis(millis));
    assertThat(withRandom(0).pauseAfter(attempt)).isEqualTo(Duration.ofMillis(millis / 2));
  }

  @Test
  void spreadsThePauses() {
    RetryPolicy policy = new RetryPolicy(SETTINGS, new SplittableRandom(1));
    long distinct =
        java.util.stream.IntStream.range(0, 100)
            .mapToObj(i -> policy.pauseAfter(3))
            .peek(
                pause -> assertThat(pause).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4)))
            .distinct()
            .count();
    assertThat(distinct).isGreaterThan(80);
  }

  @Test
  void neverGoesBeyondACeilingBelowTheFirstPause() {
    Settings.Dispatch odd =
        new Settings.Dispatch(
            4, 5, Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofMinutes(1));
    assertThat(new RetryPolicy(odd, new SplittableRandom(1)).pauseAfter(1))
        .isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    RetryPolicy policy = withRandom(0);
    assertThat(policy.isLast(4)).isFalse();
    assertThat(policy.isLast(5)).isTrue();
    assertThat(policy.isLast(6)).isTrue();
  }

  /** Random numbers that are always the least or always the largest of what is asked for. */
  private static RetryPolicy withRandom(long value) {
    return new RetryPolicy(
        SETTINGS,
        new RandomGenerator() {
          @Override
          public long nextLong() {
            return value;
          }

          @Override
          public long nextLong(long bound) {
            return value == 0 ? 0 : bound - 1;
          }
        });
  }
}
