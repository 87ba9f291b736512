package com.bamotf.webhooks.inbox.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SharedSummaryTest {

  private final AtomicLong now = new AtomicLong();
  private final AtomicLong reads = new AtomicLong();
  private volatile Duration takes = Duration.ZERO;
  private volatile boolean fails;
  private volatile CountDownLatch mayRead = new CountDownLatch(0);
  private final CountDownLatch reading = new CountDownLatch(2);
  private final SharedSummary shared = new SharedSummary(this::read, now::get);

  private InboxSummary read() throws SQLException {
    reading.countDown();
    try {
      assertThat(mayRead.await(10, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (fails) {
      throw new SQLException("away");
    }
    now.addAndGet(takes.toNanos());
    return new InboxSummary(
        Instant.ofEpochSecond(reads.incrementAndGet()), Map.of(), null, List.of(), List.of());
  }

  @Test
  void isReadAgainAfterAFewSeconds() throws SQLException {
    assertThat(number()).isEqualTo(1);
    now.addAndGet(SharedSummary.MIN_AGE.toNanos() - 1);
    assertThat(number()).isEqualTo(1);
    now.addAndGet(1);
    assertThat(number()).isEqualTo(2);
  }

  @Test
  void isSharedForLongerIfReadingTakesLong() throws SQLException {
    takes = Duration.ofSeconds(1);
    assertThat(number()).isEqualTo(1);
    now.addAndGet(Duration.ofSeconds(20).toNanos() - 1);
    assertThat(number()).isEqualTo(1);
    now.addAndGet(1);
    assertThat(number()).isEqualTo(2);
  }

  @Test
  void nobodyWaitsWhileAnotherReads() throws SQLException {
    assertThat(number()).isEqualTo(1);
    now.addAndGet(SharedSummary.MIN_AGE.toNanos());
    mayRead = new CountDownLatch(1);
    CompletableFuture<Long> other = CompletableFuture.supplyAsync(this::numberUnchecked);
    await(reading);
    assertThat(number()).as("the old one").isEqualTo(1);
    mayRead.countDown();
    assertThat(other.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo(2);
    assertThat(number()).isEqualTo(2);
  }

  @Test
  void theFirstCallersShareOneReading() {
    mayRead = new CountDownLatch(1);
    reading.countDown();
    CompletableFuture<Long> first = CompletableFuture.supplyAsync(this::numberUnchecked);
    await(reading);
    CompletableFuture<Long> second = CompletableFuture.supplyAsync(this::numberUnchecked);
    mayRead.countDown();
    assertThat(first.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo(1);
    assertThat(second.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo(1);
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void nobodyWaitsLongForTheFirst() {
    mayRead = new CountDownLatch(1);
    reading.countDown();
    CompletableFuture<Long> first = CompletableFuture.supplyAsync(this::numberUnchecked);
    await(reading);
    assertThatThrownBy(shared::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is being read");
    mayRead.countDown();
    assertThat(first.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo(1);
  }

  @Test
  void anInterruptedCallerLeaves() {
    mayRead = new CountDownLatch(1);
    reading.countDown();
    CompletableFuture<Long> first = CompletableFuture.supplyAsync(this::numberUnchecked);
    await(reading);
    Thread.currentThread().interrupt();
    assertThatThrownBy(shared::get).isInstanceOf(IllegalStateException.class);
    assertThat(Thread.interrupted()).isTrue();
    mayRead.countDown();
    assertThat(first.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo(1);
  }

  @Test
  void afterAFailureTheNextCallReadsAgain() throws SQLException {
    assertThat(number()).isEqualTo(1);
    now.addAndGet(SharedSummary.MIN_AGE.toNanos());
    fails = true;
    assertThatThrownBy(shared::get).hasMessage("away");
    fails = false;
    assertThat(number()).isEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long number() throws SQLException {
    return shared.get().at().getEpochSecond();
  }

  private long numberUnchecked() {
    try {
      return number();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
