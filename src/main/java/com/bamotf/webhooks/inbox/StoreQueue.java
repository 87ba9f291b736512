package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.ERROR;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.server.InternalBean;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds requests until they are stored. Requests that wait at the same moment share one commit, and
 * while the database is away they wait here without a thread each, bounded in number and in time.
 * Thread-safe.
 */
@InternalBean
class StoreQueue {

  private static final System.Logger LOG = System.getLogger(StoreQueue.class.getName());
  private static final int LARGEST_BATCH = 64;
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Much longer than a commit takes, and much shorter than a sender waits. */
  private static final Duration HELD_UP = Duration.ofMillis(200);

  /** Collisions with another server in a row after which they are taken for something else. */
  private static final int MOST_CONFLICTS = 10;

  private static final StoreResult STOPPING = new StoreResult.Unavailable("the server is stopping");

  private static final StoreResult REFUSED = new StoreResult.Unavailable("the database refuses it");

  /** The entry is null for a trial, which stores nothing. */
  private record Waiting(@Nullable NewEntry entry, CompletableFuture<StoreResult> result) {}

  private final InboxWriter writer;
  private final GapSignal gaps;
  private final int maxHeld;
  private final Duration patience;
  private final StoreOutage outage;
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Semaphore places;
  private volatile boolean busy;
  private volatile long busySince;
  private final CountDownLatch stopping = new CountDownLatch(1);

  @Inject
  StoreQueue(InboxWriter writer, GapSignal gaps, Settings settings) {
    this(writer, gaps, settings, System::nanoTime);
  }

  StoreQueue(InboxWriter writer, GapSignal gaps, Settings settings, LongSupplier nanoTime) {
    this.writer = writer;
    this.gaps = gaps;
    this.maxHeld = settings.inbox().maxHeld();
    this.patience = settings.inbox().storePatience();
    this.outage = new StoreOutage(patience, nanoTime);
    this.places = new Semaphore(maxHeld);
  }

  /** Never blocks. The result never fails: what goes wrong is {@link StoreResult.Unavailable}. */
  CompletionStage<StoreResult> put(NewEntry entry) {
    if (isStopping()) {
      return CompletableFuture.completedFuture(STOPPING);
    }
    if (!places.tryAcquire()) {
      gaps.raise();
      return CompletableFuture.completedFuture(
          new StoreResult.Unavailable(maxHeld + " requests are waiting already"));
    }
    Waiting waiting = new Waiting(entry, new CompletableFuture<>());
    return hold(waiting).whenComplete((result, failure) -> leave(waiting, result));
  }

  /**
   * Goes the way of a request and meets what it would meet, but stores nothing and takes no place.
   */
  CompletionStage<StoreResult> tryOut() {
    Waiting trial = new Waiting(null, new CompletableFuture<>());
    return hold(trial).whenComplete((result, failure) -> queue.remove(trial));
  }

  private CompletableFuture<StoreResult> hold(Waiting waiting) {
    queue.add(waiting);
    if (isStopping()) {
      waiting.result.complete(STOPPING); // nobody may come by any more
    }
    return waiting.result.completeOnTimeout(
        new StoreResult.Unavailable("the database did not take it within " + patience),
        Math.max(1, patience.toMillis()),
        TimeUnit.MILLISECONDS);
  }

  /** Whether a request that comes now is answered with 503 at once, or must expect it. */
  boolean turnsAway() {
    return places.availablePermits() == 0 || outage.turnedAwayLately();
  }

  /** How many requests wait to be stored at this moment. */
  int held() {
    return maxHeld - places.availablePermits();
  }

  private void leave(Waiting waiting, StoreResult result) {
    places.release();
    if (result instanceof StoreResult.Unavailable) {
      queue.remove(waiting);
      if (!isStopping()) {
        gaps.raise();
        if (result != REFUSED) { // which says nothing of the others
          outage.turnedAway();
        }
      }
    }
  }

  /**
   * Stores what is waiting until stopped or interrupted. One thread is faster here than several:
   * its batches are larger, and each costs a commit.
   */
  void work() {
    try {
      while (!isStopping()) {
        List<Waiting> batch = takeBatch();
        busySince = System.nanoTime();
        busy = true;
        store(batch);
        busy = false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stores what is waiting while {@link #work} is held up, as by a connection that does not answer.
   */
  void standIn() {
    try {
      while (!stopping.await(HELD_UP.toMillis(), TimeUnit.MILLISECONDS)) {
        while (busy && System.nanoTime() - busySince > HELD_UP.toNanos() && !queue.isEmpty()) {
          List<Waiting> batch = new ArrayList<>();
          queue.drainTo(batch, LARGEST_BATCH);
          store(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers everything that still waits; the sender will deliver it again. */
  void stop() {
    stopping.countDown();
    List<Waiting> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(waiting -> waiting.result.complete(STOPPING));
    queue.add(new Waiting(null, CompletableFuture.completedFuture(STOPPING))); // wakes the writer
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private List<Waiting> takeBatch() throws InterruptedException {
    List<Waiting> batch = new ArrayList<>();
    batch.add(queue.take());
    queue.drainTo(batch, LARGEST_BATCH - 1);
    return batch;
  }

  private void store(List<Waiting> batch) throws InterruptedException {
    int conflicts = 0;
    while (!isStopping()) {
      batch.removeIf(waiting -> waiting.result.isDone());
      if (batch.isEmpty()) {
        return;
      }
      List<NewEntry> entries = batch.stream().map(Waiting::entry).filter(Objects::nonNull).toList();
      try {
        Iterator<Boolean> isNew = writer.store(entries).iterator();
        if (!entries.isEmpty() && outage.stored()) {
          gaps.raise();
        }
        answer(batch, isNew);
        return;
      } catch (SQLException | RuntimeException | Error e) { // an error must not end the thread
        if (Failures.isConflict(e) && conflicts++ < MOST_CONFLICTS) {
          continue;
        }
        if (!Failures.isDatabaseAway(e)) {
          storeEach(batch, e);
          return;
        }
        if (!entries.isEmpty()) {
          outage.failed(e);
        }
        stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    batch.forEach(waiting -> waiting.result.complete(STOPPING));
  }

  /** One entry that the database refuses must not fail its neighbours. */
  private void storeEach(List<Waiting> batch, Throwable refusal) throws InterruptedException {
    if (batch.size() > 1) {
      for (Waiting waiting : batch) {
        store(new ArrayList<>(List.of(waiting)));
      }
      return;
    }
    NewEntry entry = batch.get(0).entry;
    LOG.log(
        ERROR,
        "{0}: the database refuses the delivery \"{1}\": {2}",
        LogCodes.ENTRY_REFUSED,
        entry == null ? "none, which was to try it" : entry.factKey(),
        refusal);
    batch.get(0).result.complete(REFUSED);
  }

  private static void answer(List<Waiting> batch, Iterator<Boolean> isNew) {
    for (Waiting waiting : batch) {
      boolean stored = waiting.entry == null || isNew.next();
      waiting.result.complete(stored ? StoreResult.Kept.STORED : StoreResult.Kept.DUPLICATE);
    }
  }
}
