package com.bamotf.webhooks.inbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LowWaterMarkTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Instant BEFORE_NOON = NOON.minus(LowWaterMark.MARGIN);

  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final LowWaterMark mark = new LowWaterMark(nanoTime::get);

  @Test
  void beginsAtTheFront() {
    assertThat(mark.next()).isEqualTo(LowWaterMark.FRONT);
  }

  @Test
  void goesOnALittleBeforeWhatWasFound() {
    mark.found(mark.next(), NOON);
    assertThat(mark.next()).isEqualTo(BEFORE_NOON);
  }

  @Test
  void risesWithWhatIsFound() {
    mark.found(mark.next(), NOON);
    mark.found(mark.next(), NOON.plusMillis(20));
    assertThat(mark.next()).isEqualTo(BEFORE_NOON.plusMillis(20));
  }

  @Test
  void doesNotFallForWhatIsWithinTheMargin() {
    mark.found(mark.next(), NOON);
    mark.found(mark.next(), NOON.minusMillis(20));
    assertThat(mark.next()).isEqualTo(BEFORE_NOON);
  }

  @Test
  void looksFromTheFrontOnceASecond() {
    mark.found(mark.next(), NOON);
    pass(Duration.ofMillis(999));
    assertThat(mark.next()).isEqualTo(BEFORE_NOON);
    pass(Duration.ofMillis(1));
    assertThat(mark.next()).isEqualTo(LowWaterMark.FRONT);
    assertThat(mark.next()).isEqualTo(BEFORE_NOON);
    pass(Duration.ofSeconds(1));
    assertThat(mark.next()).isEqualTo(LowWaterMark.FRONT);
  }

  @Test
  void fallsToWhatWasFoundFromTheFront() {
    mark.found(LowWaterMark.FRONT, NOON);
    mark.found(LowWaterMark.FRONT, NOON.minus(Duration.ofHours(1)));
    assertThat(mark.next()).isEqualTo(BEFORE_NOON.minus(Duration.ofHours(1)));
  }

  /** Otherwise what a dead server left would wait for the look of each second, one by one. */
  @Test
  void isNotRaisedAgainByAClaimThatBeganElsewhere() {
    mark.found(LowWaterMark.FRONT, NOON);
    Instant before = mark.next();
    mark.found(LowWaterMark.FRONT, NOON.minus(Duration.ofHours(1)));
    mark.found(before, NOON.plusMillis(20));
    assertThat(mark.next()).isEqualTo(BEFORE_NOON.minus(Duration.ofHours(1)));
  }

  private void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }
}
