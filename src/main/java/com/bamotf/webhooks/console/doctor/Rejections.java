package com.bamotf.webhooks.console.doctor;

import com.bamotf.webhooks.receive.RejectedRequest;
import com.bamotf.webhooks.receive.RejectionListener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last requests whose signature was refused by this server, in memory only: at most
 * {@value #MAX}, with the first {@value #MAX_BODY} bytes of each body. Thread-safe.
 */
@Singleton
public class Rejections implements RejectionListener {

  /** How many are kept. */
  static final int MAX = 100;

  /** How much of each body is kept. */
  static final int MAX_BODY = 4 * 1024;

  private static final int MAX_HEADER = 500;
  private static final int MINUTES = 60;

  private final Clock clock;
  private final Deque<Rejection> kept = new ArrayDeque<>();
  private final AtomicLong ids = new AtomicLong();

  /** How many came in each minute of the last hour, by the minute's remainder of 60. */
  private final long[] counts = new long[MINUTES];

  private long countedMinute;

  @Inject
  Rejections() {
    this(Clock.systemUTC());
  }

  Rejections(Clock clock) {
    this.clock = clock;
    this.countedMinute = minute();
  }

  @Override
  public void rejected(RejectedRequest request) {
    byte[] body = request.body();
    Rejection rejection =
        new Rejection(
            String.valueOf(ids.incrementAndGet()),
            clock.instant(),
            request.why(),
            header(request.header()),
            Math.max(0, request.length()),
            body == null ? null : Arrays.copyOf(body, Math.min(body.length, MAX_BODY)),
            request.from());
    synchronized (this) {
      kept.addFirst(rejection);
      if (kept.size() > MAX) {
        kept.removeLast();
      }
      forgetOldMinutes();
      counts[(int) (countedMinute % MINUTES)]++;
    }
  }

  /** The newest first. */
  public synchronized List<Rejection> all() {
    return new ArrayList<>(kept);
  }

  /** Empty if there is none with this id any more. */
  public synchronized Optional<Rejection> find(String id) {
    return kept.stream().filter(rejection -> rejection.id().equals(id)).findFirst();
  }

  /** How many came within the last hour, in whole minutes, whether they are kept or not. */
  public synchronized long lastHour() {
    forgetOldMinutes();
    return Arrays.stream(counts).sum();
  }

  private void forgetOldMinutes() {
    long now = minute();
    long passed = Math.min(now - countedMinute, MINUTES);
    for (long i = 1; i <= passed; i++) {
      counts[(int) ((now - passed + i) % MINUTES)] = 0;
    }
    countedMinute = Math.max(now, countedMinute);
  }

  private long minute() {
    return Duration.between(Instant.EPOCH, clock.instant()).toMinutes();
  }

  private static @Nullable String header(List<String> values) {
    if (values.isEmpty()) {
      return null;
    }
    String header = String.join(", ", values);
    return header.length() > MAX_HEADER ? header.substring(0, MAX_HEADER) : header;
  }
}
