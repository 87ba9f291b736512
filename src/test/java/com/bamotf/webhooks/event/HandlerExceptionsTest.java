package com.bamotf.webhooks.event;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerExceptionsTest {

  private static final Instant NOW = Instant.parse("2023-11-14T22:13:20Z");

  @ParameterizedTest
  @ValueSource(classes = {AbandonEventException.class, RetryEventException.class})
  void anEnterpriseBeanHandsThemThroughAndRollsBack(Class<?> type) {
    assertThat(type.getAnnotation(ApplicationException.class).rollback()).isTrue();
    assertThat(type).isAssignableTo(RuntimeException.class);
  }

  @Test
  void abandoningKeepsReasonAndCause() {
    var cause = new IllegalStateException();
    assertThat(new AbandonEventException("no such order")).hasMessage("no such order").hasNoCause();
    assertThat(new AbandonEventException("no such order", cause))
        .hasMessage("no such order")
        .hasCause(cause);
  }

  @Test
  void aRetryAfterAPause() {
    var retry = new RetryEventException("stock is being counted", Duration.ofMinutes(5));
    assertThat(retry).hasMessage("stock is being counted");
    assertThat(retry.after()).hasValue(Duration.ofMinutes(5));
    assertThat(retry.at()).isEmpty();
    assertThat(retry.nextAttempt(NOW)).isEqualTo(NOW.plusSeconds(300));
  }

  @Test
  void aRetryAtAPointInTime() {
    var retry = new RetryEventException("the shop opens at nine", NOW.plusSeconds(7));
    assertThat(retry).hasMessage("the shop opens at nine");
    assertThat(retry.at()).hasValue(NOW.plusSeconds(7));
    assertThat(retry.after()).isEmpty();
    assertThat(retry.nextAttempt(NOW)).isEqualTo(NOW.plusSeconds(7));
  }

  @Test
  void theNextAttemptIsNeverInThePast() {
    assertThat(new RetryEventException("", Duration.ofSeconds(-1)).nextAttempt(NOW)).isEqualTo(NOW);
    assertThat(new RetryEventException("", Instant.MIN).nextAttempt(NOW)).isEqualTo(NOW);
  }

  @Test
  void theNextAttemptIsWithinAYear() {
    Instant latest = NOW.plus(Duration.ofDays(365));
    assertThat(new RetryEventException("", Duration.ofDays(365)).nextAttempt(NOW))
        .isEqualTo(latest);
    assertThat(new RetryEventException("", Duration.ofSeconds(Long.MAX_VALUE)).nextAttempt(NOW))
        .isEqualTo(latest);
    assertThat(new RetryEventException("", Instant.MAX).nextAttempt(NOW)).isEqualTo(latest);
  }
}
