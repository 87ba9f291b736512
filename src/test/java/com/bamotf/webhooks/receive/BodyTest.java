package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

  private static final int CAP = 1024 * 1024;
  private static final int ALL = 3 * CAP;

  private final Semaphore budget = new Semaphore(ALL);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2047, 2048, 2049, Body.FREE, Body.FREE + 1, 100_000, CAP})
  void keepsWhatArrivesAnnouncedOrNot(int size) throws IOException {
    byte[] sent = random(size);
    for (long announced : new long[] {size, -1}) {
      try (Body body = new Body(budget, CAP, announced)) {
        assertThat(readAll(body, sent)).isNull();
        assertThat(body.bytes()).isEqualTo(sent);
      }
    }
    assertThat(budget.availablePermits()).isEqualTo(ALL);
  }

  @Test
  void refusesTheFirstByteOverTheCap() throws IOException {
    Body body = new Body(budget, CAP, -1);
    RequestRefusal refusal = readAll(body, random(CAP + 1));
    assertThat(refusal.answer().status()).isEqualTo(413);
  }

  /** Even if others have used up the budget. */
  @Test
  void anOrdinaryWebhookNeedsNothingOfTheBudget() throws IOException {
    assertThat(budget.tryAcquire(ALL)).isTrue();
    byte[] sent = random(Body.FREE);
    Body body = new Body(budget, CAP, Body.FREE);
    assertThat(readAll(body, sent)).isNull();
    assertThat(body.bytes()).isEqualTo(sent);
  }

  @Test
  void refusesWhatTheBudgetDoesNotHold() throws IOException {
    assertThat(budget.tryAcquire(ALL)).isTrue();
    Body body = new Body(budget, CAP, Body.FREE + 1);
    RequestRefusal refusal = readAll(body, random(Body.FREE + 1));
    assertThat(refusal.answer().status()).isEqualTo(503);
    body.close();
    assertThat(budget.availablePermits()).isZero();
  }

  @Test
  void takesMemoryForWhatArrivedAndNotForWhatWasAnnounced() throws IOException {
    Body body = new Body(budget, CAP, CAP);
    body.readFrom(new ByteArrayInputStream(random(100)));
    assertThat(budget.availablePermits()).isEqualTo(ALL);
    Body other = new Body(budget, CAP, CAP);
    readAll(other, random(40_000));
    assertThat(ALL - budget.availablePermits()).isBetween(24_000, 80_000);
  }

  @Test
  void givesBackOnceHoweverOftenItIsClosed() throws IOException {
    Body body = new Body(budget, CAP, -1);
    readAll(body, random(100_000));
    assertThat(budget.availablePermits()).isLessThan(ALL);
    body.close();
    body.close();
    assertThat(budget.availablePermits()).isEqualTo(ALL);
  }

  /** Such as when its deadline passes during a read. */
  @Test
  void takesNothingMoreOnceItIsClosed() throws IOException {
    Body body = new Body(budget, CAP, -1);
    body.close();
    assertThat(readAll(body, random(100_000))).isNotNull();
    assertThat(budget.availablePermits()).isEqualTo(ALL);
  }

  @Test
  void theLargestBodyFitsWhileItGrows() throws IOException {
    Semaphore tight = new Semaphore(2 * CAP);
    try (Body body = new Body(tight, CAP, CAP)) {
      assertThat(readAll(body, random(CAP))).isNull();
    }
  }

  /** In pieces of odd sizes, as from the network. */
  private static RequestRefusal readAll(Body body, byte[] sent) throws IOException {
    InputStream stream =
        new ByteArrayInputStream(sent) {
          @Override
          public synchronized int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(length, 1009));
          }
        };
    while (!body.isComplete()) {
      RequestRefusal refusal = body.readFrom(stream);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Arrays.copyOf(bytes, size);
  }
}
