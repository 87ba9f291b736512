package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.Source;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds requests until they are stored. Requests that wait at the same moment share one commit, and
 * while the database is away they wait here without a thread each, bounded in number and in time.
 * Thread-safe.
 */
@ApplicationScoped
class StoreQueue {

  private static final System.Logger LOG = System.getLogger(StoreQueue.class.getName());
  private static final int LARGEST_BATCH = 64;
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Much longer than a commit takes, and much shorter than a sender waits. */
  private static final Duration HELD_UP = Duration.ofMillis(200);

  /** Collisions with another server in a row after which they are taken for something else. */
  private static final int MOST_CONFLICTS = 10;

  private static final String STOPPING = "the server is stopping";

  private record Waiting(NewEntry entry, CompletableFuture<StoreResult> result) {}

  /** Answered already, so that it is never stored: lets a waiting writer look up. */
  private static final Waiting WAKE_UP =
      new Waiting(
          new NewEntry("", null, null, Source.TEST, new byte[0]),
          CompletableFuture.completedFuture(new StoreResult.Unavailable(STOPPING)));

  private final InboxWriter writer;
  private final GapSignal gaps;
  private final int maxHeld;
  private final Duration patience;
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Semaphore places;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean busy;
  private volatile long busySince;
  private final CountDownLatch stopping = new CountDownLatch(1);

  @Inject
  StoreQueue(InboxWriter writer, GapSignal gaps, Settings settings) {
    this.writer = writer;
    this.gaps = gaps;
    this.maxHeld = settings.inbox().maxHeld();
    this.patience = settings.inbox().storePatience();
    this.places = new Semaphore(maxHeld);
  }

  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  protected StoreQueue() {
    this.writer = null;
    this.gaps = null;
    this.maxHeld = 0;
    this.patience = Duration.ZERO;
    this.places = new Semaphore(0);
  }

  /** Never blocks. The result never fails: what goes wrong is {@link StoreResult.Unavailable}. */
  CompletionStage<StoreResult> put(NewEntry entry) {
    if (isStopping()) {
      return CompletableFuture.completedFuture(new StoreResult.Unavailable(STOPPING));
    }
    if (!places.tryAcquire()) {
      gaps.raise();
      return CompletableFuture.completedFuture(
          new StoreResult.Unavailable(maxHeld + " requests are waiting already"));
    }
    Waiting waiting = new Waiting(entry, new CompletableFuture<>());
    queue.add(waiting);
    if (isStopping()) {
      waiting.result.complete(new StoreResult.Unavailable(STOPPING)); // nobody may come by any more
    }
    return waiting
        .result
        .completeOnTimeout(
            new StoreResult.Unavailable("the database did not take it within " + patience),
            Math.max(1, patience.toMillis()),
            TimeUnit.MILLISECONDS)
        .whenComplete((result, failure) -> leave(waiting, result));
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
    left.forEach(waiting -> waiting.result.complete(new StoreResult.Unavailable(STOPPING)));
    queue.add(WAKE_UP);
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
      try {
        List<Boolean> isNew = writer.store(batch.stream().map(Waiting::entry).toList());
        databaseIsBack();
        answer(batch, isNew);
        return;
      } catch (SQLException | RuntimeException e) {
        if (Failures.isConflict(e) && conflicts++ < MOST_CONFLICTS) {
          continue;
        }
        if (!Failures.isDatabaseAway(e)) {
          storeEach(batch, e);
          return;
        }
        databaseIsAway(e);
        stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    batch.forEach(waiting -> waiting.result.complete(new StoreResult.Unavailable(STOPPING)));
  }

  /** One entry that the database refuses must not fail its neighbours. */
  private void storeEach(List<Waiting> batch, Exception refusal) throws InterruptedException {
    if (batch.size() == 1) {
      Waiting refused = batch.get(0);
      LOG.log(
          ERROR,
          "{0}: the database refuses the delivery \"{1}\": {2}",
          LogCodes.ENTRY_REFUSED,
          refused.entry.factKey(),
          refusal);
      refused.result.complete(new StoreResult.Unavailable("the database refuses it"));
      return;
    }
    for (Waiting waiting : batch) {
      store(new ArrayList<>(List.of(waiting)));
    }
  }

  private static void answer(List<Waiting> batch, List<Boolean> isNew) {
    for (int i = 0; i < batch.size(); i++) {
      batch
          .get(i)
          .result
          .complete(isNew.get(i) ? StoreResult.Kept.STORED : StoreResult.Kept.DUPLICATE);
    }
  }

  private void databaseIsAway(Exception failure) {
    if (away.compareAndSet(false, true)) {
      LOG.log(
          WARNING,
          "%s: the database does not store at the moment; requests are held for up to %s: %s"
              .formatted(LogCodes.DATABASE_AWAY, patience, failure),
          failure);
    }
  }

  private void databaseIsBack() {
    if (away.compareAndSet(true, false)) {
      LOG.log(INFO, "{0}: the database stores again", LogCodes.DATABASE_BACK);
      gaps.raise();
    }
  }
}
