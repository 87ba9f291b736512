package com.bamotf.webhooks.receive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a request body as they arrive. It grows with the bytes received, not with the
 * announced length. Bytes above {@link #FREE}, which exceeds an ordinary webhook, are charged to a
 * budget until {@link #close}. Thread-safe, because a timeout may close it during a read.
 */
final class Body implements AutoCloseable {

  /** Bytes that are not charged; a body from bamotf has 1 to 2 KB. */
  static final int FREE = 16 * 1024;

  /** The servlet attribute that holds the complete body. */
  static final String ATTRIBUTE = Body.class.getName();

  private static final int INITIAL = 2 * 1024;
  private static final byte[] EMPTY = {};

  private final Semaphore budget;
  private final int cap;

  /** The announced length, or {@code cap + 1} if unknown. */
  private final int limit;

  private byte[] bytes;
  private int size;
  private int charged;
  private boolean ended;
  private boolean closed;

  /**
   * @param budget the bytes left for all bodies together
   * @param length the announced length, at most the cap; negative if unknown
   */
  Body(Semaphore budget, int cap, long length) {
    this.budget = budget;
    this.cap = cap;
    this.limit = length < 0 ? cap + 1 : (int) length;
    this.bytes = new byte[Math.min(INITIAL, limit)];
  }

  /** Whether all announced bytes have arrived, or the stream has ended. */
  synchronized boolean isComplete() {
    return ended || (limit <= cap && size == limit);
  }

  /** The number of bytes still to come; {@link Integer#MAX_VALUE} if unknown. */
  synchronized int missing() {
    return limit <= cap ? limit - size : Integer.MAX_VALUE;
  }

  /**
   * Reads once; blocks only if the stream does.
   *
   * @return null to continue
   */
  synchronized @Nullable RequestRefusal readFrom(InputStream stream) throws IOException {
    if (isComplete()) {
      stream.read(); // some servers require reading to the end
      return null;
    }
    if (size == bytes.length && !grow()) {
      return RequestRefusal.tooMany();
    }
    int count = stream.read(bytes, size, bytes.length - size);
    ended = count < 0;
    size += Math.max(count, 0);
    return size > cap ? RequestRefusal.tooLarge(cap) : null;
  }

  /**
   * The bytes received, without a copy if the length was announced.
   *
   * @return null if the budget does not allow the copy
   */
  synchronized byte @Nullable [] bytes() {
    return size == bytes.length || resize(size) ? bytes : null;
  }

  /** Returns its memory to the budget. Does not affect an array returned by {@link #bytes}. */
  @Override
  public synchronized void close() {
    closed = true;
    bytes = EMPTY;
    size = 0;
    budget.release(charged);
    charged = 0;
  }

  private boolean grow() {
    return resize((int) Math.min(limit, bytes.length * 2L));
  }

  /** Charges both arrays during the copy. */
  private boolean resize(int length) {
    int charge = Math.max(0, length - FREE);
    if (closed || !budget.tryAcquire(charge)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, length);
    budget.release(charged);
    charged = charge;
    return true;
  }
}
