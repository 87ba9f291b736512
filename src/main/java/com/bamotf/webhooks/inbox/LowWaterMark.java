package com.bamotf.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * From where on claims look for due entries. PostgreSQL keeps what left the work list in its index
 * until a vacuum comes by, and a claim that begins at the front passes all of that. So it begins a
 * little before the place where the last one found something. Thread-safe.
 *
 * <p>A hint, and no promise: what waits before the mark is found by the claim that looks from the
 * front each second, and at once when there is nothing behind the mark.
 */
final class LowWaterMark {

  /** Before everything that can be due. */
  static final Instant FRONT = Instant.EPOCH;

  /**
   * Much longer than a commit takes: entries become visible a little after the time from which on
   * they are due, and those of a transaction that was rolled back become free again.
   */
  static final Duration MARGIN = Duration.ofSeconds(1);

  private static final Duration FROM_THE_FRONT = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private Instant mark = FRONT;
  private long lookedFromTheFront;

  LowWaterMark(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lookedFromTheFront = nanoTime.getAsLong();
  }

  /** Where the next claim begins. */
  synchronized Instant next() {
    long now = nanoTime.getAsLong();
    if (now - lookedFromTheFront >= FROM_THE_FRONT.toNanos()) {
      lookedFromTheFront = now;
      return FRONT;
    }
    return mark;
  }

  /**
   * Notes what a claim found.
   *
   * @param from where it began
   * @param first since when the first entry is due that it found
   */
  synchronized void found(Instant from, Instant first) {
    Instant found = first.minus(MARGIN);
    if (from.equals(FRONT)) {
      mark = found;
    } else if (from.equals(mark) && found.isAfter(mark)) {
      // Another one may have found something farther to the front meanwhile, which comes first.
      mark = found;
    }
  }
}
