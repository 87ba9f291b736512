package com.bamotf.webhooks.receive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one body, as they arrive. It grows with what has arrived and not with what was
 * announced, up to {@link #FREE} at no charge, so that an ordinary webhook needs nothing of the
 * budget. What is above is charged until {@link #close}. Thread-safe, since a timeout may close it
 * while something is read.
 */
final class Body implements AutoCloseable {

  /** Bytes of each body that are not charged; bamotf's are of 1 to 2 KB. */
  static final int FREE = 16 * 1024;

  /** Of a request whose body is there: the servlet attribute that holds it. */
  static final String ATTRIBUTE = Body.class.getName();

  private static final int FIRST = 2 * 1024;
  private static final byte[] NOTHING = {};

  private final Semaphore budget;
  private final int cap;

  /** The announced length, or one byte more than the cap if there is none. */
  private final int limit;

  private byte[] bytes;
  private int size;
  private int charged;
  private boolean ended;
  private boolean closed;

  /**
   * @param budget the bytes that all bodies together may still take
   * @param length the announced length, not above the cap; negative if there is none
   */
  Body(Semaphore budget, int cap, long length) {
    this.budget = budget;
    this.cap = cap;
    this.limit = length < 0 ? cap + 1 : (int) length;
    this.bytes = new byte[Math.min(FIRST, limit)];
  }

  /** Whether nothing more will come: all that was announced is there, or the stream has ended. */
  synchronized boolean isComplete() {
    return ended || (limit <= cap && size == limit);
  }

  /** How many bytes were announced and are still to come; unknown counts as endless. */
  synchronized int missing() {
    return limit <= cap ? limit - size : Integer.MAX_VALUE;
  }

  /**
   * Reads once, which blocks only if the stream does.
   *
   * @return null if it may go on
   */
  synchronized @Nullable Refusal readFrom(InputStream stream) throws IOException {
    if (isComplete()) {
      stream.read(); // the end, which some servers must have been read to
      return null;
    }
    if (size == bytes.length && !grow()) {
      return Refusal.tooMany();
    }
    int count = stream.read(bytes, size, bytes.length - size);
    ended = count < 0;
    size += Math.max(count, 0);
    return size > cap ? Refusal.tooLarge(cap) : null;
  }

  /**
   * The bytes that have arrived. They are not copied if their number was announced.
   *
   * @return null if there is no memory for them
   */
  synchronized byte @Nullable [] bytes() {
    return size == bytes.length || resize(size) ? bytes : null;
  }

  /** Gives its memory back. The bytes that were handed out stay as they are. */
  @Override
  public synchronized void close() {
    closed = true;
    bytes = NOTHING;
    size = 0;
    budget.release(charged);
    charged = 0;
  }

  private boolean grow() {
    return resize((int) Math.min(limit, bytes.length * 2L));
  }

  /** Both the old and the new array are charged while they are there. */
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
