package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.DEBUG;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.InboxWriter.Written;
import com.bamotf.webhooks.inbox.Signal.ReconcileTrigger;
import com.bamotf.webhooks.inbox.database.SqlErrors;
import com.bamotf.webhooks.server.WorkerThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Stores deliveries. A single request is stored on its own thread. Requests that arrive meanwhile
 * are queued, and a writer thread stores them in batches. While the database is unavailable, they
 * wait in the queue without holding threads, up to a maximum number and time. Thread-safe.
 */
@Singleton
class StoreQueue {

  private static final System.Logger LOG = System.getLogger(StoreQueue.class.getName());
  private static final int MAX_BATCH = 64;
  private static final Duration RETRY_PAUSE = Duration.ofMillis(250);

  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

  /** After this many conflicts in a row, the cause must be something else. */
  private static final int MAX_CONFLICTS = 10;

  /** Wakes the writer to stop it. */
  private static final HeldDelivery WAKE_UP =
      new HeldDelivery(new NewEntry("", null, null, Source.TEST, null, null, new byte[0]));

  private final InboxWriter writer;
  private final ReconcileTrigger reconcile;
  private final HoldTimer timer;
  private final int maxHeld;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final StoreHealth health;
  private final LinkedBlockingQueue<HeldDelivery> queue = new LinkedBlockingQueue<>();
  private final Semaphore places;
  private final Semaphore direct = new Semaphore(1); // held by the request that stores itself
  private final CountDownLatch stopping = new CountDownLatch(1);

  @Inject
  StoreQueue(InboxWriter writer, ReconcileTrigger reconcile, HoldTimer timer, Settings settings) {
    this(writer, reconcile, timer, settings, System::nanoTime);
  }

  StoreQueue(
      InboxWriter writer,
      ReconcileTrigger reconcile,
      HoldTimer timer,
      Settings settings,
      LongSupplier nanoTime) {
    this.writer = writer;
    this.reconcile = reconcile;
    this.timer = timer;
    this.maxHeld = settings.inbox().maxHeld();
    this.patience = settings.inbox().storePatience();
    this.nanoTime = nanoTime;
    this.health = new StoreHealth(patience, nanoTime);
    this.places = new Semaphore(maxHeld);
  }

  /**
   * Stores a delivery, or queues it.
   *
   * @param onThisThread whether it may be stored on the caller's thread; if not, this never blocks
   * @return never completes exceptionally
   */
  CompletionStage<StoreResult> put(NewEntry entry, boolean onThisThread) {
    if (isStopping()) {
      return CompletableFuture.completedFuture(HeldDelivery.STOPPING);
    }
    if (!places.tryAcquire()) {
      reconcile.raise(1);
      return CompletableFuture.completedFuture(
          new StoreResult.Unavailable(maxHeld + " requests are already waiting"));
    }
    long arrived = nanoTime.getAsLong();
    HeldDelivery waiting = new HeldDelivery(entry);
    if (!onThisThread || !storeDirectly(waiting)) {
      hold(waiting, patience.toNanos() - (nanoTime.getAsLong() - arrived));
    }
    return waiting.result().whenComplete((result, failure) -> leave(waiting, result));
  }

  /**
   * Makes one attempt on the caller's thread; if it fails, the writer retries. At most one thread
   * is in here, and a dead connection blocks it only until its read limit.
   */
  private boolean storeDirectly(HeldDelivery waiting) {
    if (health.isAway() || !direct.tryAcquire()) {
      return false;
    }
    try {
      commit(List.of(waiting));
      return true;
    } catch (SQLException | RuntimeException | Error e) {
      if (SqlErrors.isUnavailable(e) && !SqlErrors.isConflict(e)) {
        health.failed(e);
      }
      return false;
    } finally {
      direct.release();
    }
  }

  private void hold(HeldDelivery waiting, long nanosLeft) {
    timer.limit(
        waiting,
        nanosLeft,
        new StoreResult.Unavailable("the database did not store it within " + patience));
    queue.add(waiting);
    if (isStopping()) {
      waiting.stopping(); // in case the writer has ended
    }
  }

  private void leave(HeldDelivery waiting, StoreResult result) {
    places.release();
    if (result instanceof StoreResult.Unavailable) {
      queue.remove(waiting);
      if (!isStopping()) {
        reconcile.raise(1);
        if (result != HeldDelivery.REJECTED) { // a rejection says nothing about other requests
          health.rejected();
        }
      }
    }
  }

  /** Whether a new request would be stored or held, not answered with 503. */
  boolean takesRequests() {
    return places.availablePermits() > 0 && health.takesRequests();
  }

  /** How long the database has been unavailable; zero if it is available. */
  Duration outage() {
    return health.outage();
  }

  /** The number of requests waiting to be stored. */
  int held() {
    return maxHeld - places.availablePermits();
  }

  /** The writer thread: runs until stopped. */
  void work() {
    WorkerThreads.repeat(this::isStopping, this::storeNext);
  }

  private void storeNext() throws InterruptedException {
    HeldDelivery first = queue.poll(PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      probe();
    } else {
      List<HeldDelivery> batch = new ArrayList<>(List.of(first));
      queue.drainTo(batch, MAX_BATCH - 1);
      store(batch);
    }
  }

  /** Answers all waiting requests with 503; their senders will send them again. */
  void stop() {
    stopping.countDown();
    List<HeldDelivery> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(HeldDelivery::stopping);
    queue.add(WAKE_UP);
    timer.stop();
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Checks while idle whether the database is available, for the readiness check. */
  private void probe() {
    try {
      attempt(List.of());
    } catch (SQLException | RuntimeException | Error e) { // an error must not end the thread
      LOG.log(DEBUG, "The database is unavailable", e);
    }
  }

  private void store(List<HeldDelivery> batch) {
    int conflicts = 0;
    while (!isStopping() && !isAnswered(batch)) {
      try {
        attempt(batch);
      } catch (SQLException | RuntimeException | Error e) { // an error must not end the thread
        if (SqlErrors.isConflict(e) && conflicts++ < MAX_CONFLICTS) {
          continue;
        }
        if (SqlErrors.isUnavailable(e)) {
          health.failed(e);
          LockSupport.parkNanos(RETRY_PAUSE.toNanos());
        } else if (batch.size() == 1) {
          batch.get(0).rejected(e);
        } else {
          for (HeldDelivery waiting : batch) { // one bad delivery must not fail the others
            store(new ArrayList<>(List.of(waiting)));
          }
        }
      }
    }
    batch.forEach(HeldDelivery::stopping);
  }

  private static boolean isAnswered(List<HeldDelivery> batch) {
    batch.removeIf(HeldDelivery::isAnswered);
    return batch.isEmpty();
  }

  /** The host's filters run with each answer, and may leave this thread interrupted. */
  private void attempt(List<HeldDelivery> batch) throws SQLException {
    Thread.interrupted();
    health.attempt();
    commit(batch);
    health.answered();
  }

  /** Answers the whole batch after the commit; throws before answering any. */
  private void commit(List<HeldDelivery> batch) throws SQLException {
    Written written = writer.store(batch.stream().map(HeldDelivery::entry).toList());
    if (!batch.isEmpty() && health.stored()) {
      reconcile.raise(1); // some senders may have given up
    }
    batch.forEach(waiting -> waiting.stored(written));
  }
}
