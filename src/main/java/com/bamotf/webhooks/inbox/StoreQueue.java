package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.DEBUG;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.server.InternalBean;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Stores deliveries. A request that is alone is stored by its own thread. Requests that come
 * meanwhile wait in a queue, and one writer thread stores all that wait with one commit. While the
 * database is away they wait there without a thread each, bounded in number and in time.
 * Thread-safe.
 */
@InternalBean
class StoreQueue {

  private static final System.Logger LOG = System.getLogger(StoreQueue.class.getName());
  private static final int MAX_BATCH = 64;
  private static final Duration RETRY_PAUSE = Duration.ofMillis(250);

  private static final Duration TRIAL_INTERVAL = Duration.ofSeconds(2); // of an idle writer

  /** Conflicts in a row with another transaction after which they are taken for something else. */
  private static final int MAX_CONFLICTS = 10;

  /** Wakes a writer that has to stop. */
  private static final HeldDelivery WAKE_UP =
      new HeldDelivery(new NewEntry("", null, null, Source.TEST, new byte[0]));

  private final InboxWriter writer;
  private final GapSignal gaps;
  private final int maxHeld;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final StoreHealth health;
  private final LinkedBlockingQueue<HeldDelivery> queue = new LinkedBlockingQueue<>();
  private final Semaphore places;

  private final Semaphore direct = new Semaphore(1); // held by the request thread that stores
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
    this.nanoTime = nanoTime;
    this.health = new StoreHealth(patience, nanoTime);
    this.places = new Semaphore(maxHeld);
  }

  /**
   * Stores a delivery, or holds it until it is stored.
   *
   * @param onThisThread whether the caller's thread may store it, which takes as long as a commit;
   *     otherwise this never blocks
   * @return never fails: what goes wrong is {@link StoreResult.Unavailable}
   */
  CompletionStage<StoreResult> put(NewEntry entry, boolean onThisThread) {
    if (isStopping()) {
      return CompletableFuture.completedFuture(HeldDelivery.STOPPING);
    }
    if (!places.tryAcquire()) {
      gaps.raise();
      return CompletableFuture.completedFuture(
          new StoreResult.Unavailable(maxHeld + " requests are waiting already"));
    }
    long arrived = nanoTime.getAsLong();
    HeldDelivery waiting = new HeldDelivery(entry);
    if (!onThisThread || !storeDirectly(waiting)) {
      hold(waiting, patience.toNanos() - (nanoTime.getAsLong() - arrived));
    }
    return waiting.result().whenComplete((result, failure) -> leave(waiting, result));
  }

  /**
   * Makes one attempt on the caller's thread. At most one thread can be held up in it, and only
   * until the connection's read limit. Whatever fails here is for the writer to try again.
   */
  private boolean storeDirectly(HeldDelivery waiting) {
    if (health.isAway() || !direct.tryAcquire()) {
      return false;
    }
    try {
      commit(List.of(waiting));
      return true;
    } catch (SQLException | RuntimeException | Error e) {
      if (Failures.isDatabaseAway(e) && !Failures.isConflict(e)) {
        health.failed(e);
      }
      return false;
    } finally {
      direct.release();
    }
  }

  private void hold(HeldDelivery waiting, long nanosLeft) {
    waiting
        .result()
        .completeOnTimeout(
            new StoreResult.Unavailable("the database did not take it within " + patience),
            Math.max(1, nanosLeft),
            TimeUnit.NANOSECONDS);
    queue.add(waiting);
    if (isStopping()) {
      waiting.stopping(); // the writer may have ended
    }
  }

  private void leave(HeldDelivery waiting, StoreResult result) {
    places.release();
    if (result instanceof StoreResult.Unavailable) {
      queue.remove(waiting);
      if (!isStopping()) {
        gaps.raise();
        if (result != HeldDelivery.REFUSED) { // which says nothing of the others
          health.turnedAway();
        }
      }
    }
  }

  /** Whether a request that comes now is stored, or held until it is, rather than turned away. */
  boolean takesRequests() {
    return places.availablePermits() > 0 && health.takesRequests();
  }

  /** For how long nothing could be stored; zero while the database answers. */
  Duration silence() {
    return health.silence();
  }

  /** How many requests wait to be stored at this moment. */
  int held() {
    return maxHeld - places.availablePermits();
  }

  /** The writer: stores what is waiting until stopped or interrupted. */
  void work() {
    try {
      while (!isStopping()) {
        HeldDelivery first = queue.poll(TRIAL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
          tryOut();
        } else {
          List<HeldDelivery> batch = new ArrayList<>(List.of(first));
          queue.drainTo(batch, MAX_BATCH - 1);
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
    List<HeldDelivery> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(HeldDelivery::stopping);
    queue.add(WAKE_UP);
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Finds out whether a request could be stored. If not, the silence grows. */
  private void tryOut() {
    try {
      attempt(List.of());
    } catch (SQLException | RuntimeException | Error e) { // an error must not end the thread
      LOG.log(DEBUG, "The database does not store at the moment", e);
    }
  }

  private void store(List<HeldDelivery> batch) throws InterruptedException {
    int conflicts = 0;
    while (!isStopping() && !isAnswered(batch)) {
      try {
        attempt(batch);
      } catch (SQLException | RuntimeException | Error e) { // an error must not end the thread
        if (Failures.isConflict(e) && conflicts++ < MAX_CONFLICTS) {
          continue;
        }
        if (Failures.isDatabaseAway(e)) {
          health.failed(e);
          stopping.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } else if (batch.size() == 1) {
          batch.get(0).refused(e);
        } else {
          for (HeldDelivery waiting : batch) { // one that is refused must not fail its neighbours
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

  private void attempt(List<HeldDelivery> batch) throws SQLException {
    health.attempt();
    commit(batch);
    health.answered();
  }

  /** Answers all of them after one commit. When it throws, none is answered. */
  private void commit(List<HeldDelivery> batch) throws SQLException {
    Set<String> inserted = writer.store(batch.stream().map(HeldDelivery::entry).toList());
    if (!batch.isEmpty() && health.stored()) {
      gaps.raise(); // some senders may have given up
    }
    batch.forEach(waiting -> waiting.stored(inserted));
  }
}
