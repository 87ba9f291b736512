package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.server.LocalServer;
import com.bamotf.webhooks.server.WorkerThreads;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Storing a request on its own thread, and what happens if that fails. */
class DirectStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(45);

  /** Makes a store fail or hang, before or after its commit. */
  private interface Fault {
    void happen() throws SQLException;
  }

  private final InboxFixture fixture = new InboxFixture(TestDatabases.h2());
  private final AtomicLong now = new AtomicLong();
  private final Queue<Fault> before = new ConcurrentLinkedQueue<>();
  private final Queue<Fault> after = new ConcurrentLinkedQueue<>();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private final WorkerThreads threads = new WorkerThreads();
  private final StoreQueue queue =
      new StoreQueue(
          new FaultyWriter(),
          fixture.reconcile,
          new HoldTimer(new LocalServer(TestDatabases.h2(), settings())),
          settings(),
          now::get);

  private final class FaultyWriter extends InboxWriter {

    FaultyWriter() {
      super(fixture.database, fixture.signal);
    }

    @Override
    Written store(List<NewEntry> entries) throws SQLException {
      happen(before, entries);
      Written written = super.store(entries);
      happen(after, entries);
      return written;
    }

    private static void happen(Queue<Fault> faults, List<NewEntry> entries) throws SQLException {
      Fault fault = entries.isEmpty() ? null : faults.poll();
      if (fault != null) {
        fault.happen();
      }
    }
  }

  @BeforeEach
  void prepare() throws SQLException {
    fixture.inbox.prepare();
  }

  @AfterEach
  void stop() {
    goesOn.countDown();
    queue.stop();
    threads.stop(Duration.ofSeconds(5));
    fixture.close();
  }

  @Test
  void aRequestThatIsAloneIsStoredWhenItReturns() {
    assertThat(put("pi_1")).isCompletedWithValueMatching(StoreResult.Stored.class::isInstance);
    assertThat(put("pi_1")).isCompletedWithValueMatching(StoreResult.Duplicate.class::isInstance);
    assertThat(queue.held()).isZero();
    assertStored("pi_1", 2);
  }

  @Test
  void whatFailsSinceTheDatabaseIsAwayIsStoredLaterAndOnce() {
    before.add(DirectStoreTest::away);
    CompletableFuture<StoreResult> held = put("pi_1");
    assertThat(held).isNotDone();
    startWriter();
    assertThat(result(held)).isInstanceOf(StoreResult.Stored.class);
    assertStored("pi_1", 1);
  }

  @Test
  void whatWasCommittedWithoutAnAnswerIsADuplicate() {
    after.add(DirectStoreTest::away);
    CompletableFuture<StoreResult> held = put("pi_1");
    assertThat(held).isNotDone();
    startWriter();
    assertThat(result(held)).isInstanceOf(StoreResult.Duplicate.class);
    assertStored("pi_1", 2);
  }

  @Test
  void noThreadWaitsForADatabaseThatIsKnownToBeAway() {
    before.add(DirectStoreTest::away);
    CompletableFuture<StoreResult> first = put("pi_1");
    before.add(this::hang); // whoever stores now is held up
    CompletableFuture<StoreResult> second = put("pi_2");
    assertThat(second).isNotDone();
    assertThat(hangs.getCount()).as("no store was begun").isEqualTo(1);
    startWriter();
    goesOn.countDown();
    assertThat(result(first)).isInstanceOf(StoreResult.Stored.class);
    assertThat(result(second)).isInstanceOf(StoreResult.Stored.class);
    assertThat(put("pi_3"))
        .as("it is back")
        .isCompletedWithValueMatching(StoreResult.Stored.class::isInstance);
  }

  @Test
  void othersAreStoredByTheWriterWhileOneIsSlow() throws Exception {
    startWriter();
    before.add(this::hang);
    CompletableFuture<StoreResult> slow = putElsewhere("pi_slow");
    assertThat(hangs.await(10, TimeUnit.MINUTES)).isTrue();
    assertThat(result(put("pi_1"))).isInstanceOf(StoreResult.Stored.class);
    assertThat(result(put("pi_2"))).isInstanceOf(StoreResult.Stored.class);
    assertThat(slow).isNotDone();
    goesOn.countDown();
    assertThat(result(slow)).isInstanceOf(StoreResult.Stored.class);
  }

  @Test
  void requestsStoreThemselvesWhileTheWriterIsSlow() throws Exception {
    startWriter();
    before.add(this::hang);
    CompletableFuture<StoreResult> slow = putInBatch("pi_slow");
    assertThat(hangs.await(10, TimeUnit.MINUTES)).isTrue();
    assertThat(put("pi_1")).isCompletedWithValueMatching(StoreResult.Stored.class::isInstance);
    assertThat(slow).isNotDone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"conflict", "refused", "bug", "error"})
  void whateverFailsTheNextOneMayStoreItselfAgain(String kind) {
    before.add(
        () -> {
          switch (kind) {
            case "conflict" -> throw new SQLException("deadlock", "40P01");
            case "refused" -> throw new SQLException("value too long", "22001");
            case "bug" -> throw new IllegalStateException("bug");
            default -> throw new LinkageError("broken");
          }
        });
    CompletableFuture<StoreResult> failed = put("pi_1");
    assertThat(failed).as("the writer tries it").isNotDone();
    assertThat(put("pi_2")).isCompletedWithValueMatching(StoreResult.Stored.class::isInstance);
    startWriter();
    assertThat(result(failed)).isInstanceOf(StoreResult.Stored.class);
    assertStored("pi_1", 1);
  }

  @Test
  void whatIsStoredWhileTheServerStopsIsAnsweredSo() throws Exception {
    before.add(this::hang);
    CompletableFuture<StoreResult> slow = putElsewhere("pi_1");
    assertThat(hangs.await(10, TimeUnit.MINUTES)).isTrue();
    queue.stop();
    goesOn.countDown();
    assertThat(result(slow)).isInstanceOf(StoreResult.Stored.class);
    assertStored("pi_1", 1);
  }

  @Test
  void whatFailsWhileTheServerStopsIsAnsweredAtOnce() throws Exception {
    before.add(
        () -> {
          hang();
          away();
        });
    CompletableFuture<StoreResult> slow = putElsewhere("pi_1");
    assertThat(hangs.await(10, TimeUnit.MINUTES)).isTrue();
    queue.stop();
    goesOn.countDown();
    assertThat(result(slow)).isInstanceOf(StoreResult.Unavailable.class);
    assertThat(queue.held()).isZero();
  }

  @Test
  void thePatienceCountsFromTheArrival() {
    before.add(
        () -> {
          now.addAndGet(PATIENCE.toNanos() - 1);
          away();
        });
    assertThat(result(put("pi_1")))
        .as("without a writer, only its patience answers it")
        .isInstanceOf(StoreResult.Unavailable.class);
    assertThat(queue.takesRequests()).isFalse();
  }

  @Test
  void aBatchIsLeftToTheWriter() {
    CompletableFuture<StoreResult> one = putInBatch("pi_1");
    assertThat(one).isNotDone();
    startWriter();
    assertThat(result(one)).isInstanceOf(StoreResult.Stored.class);
  }

  private void startWriter() {
    threads.start(Thread::new, "writer", queue::work);
  }

  private void hang() {
    hangs.countDown();
    try {
      assertThat(goesOn.await(10, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void away() throws SQLException {
    throw new SQLException("connection refused", "08001");
  }

  private CompletableFuture<StoreResult> put(String intent) {
    return queue.put(entry(intent), true).toCompletableFuture();
  }

  private CompletableFuture<StoreResult> putInBatch(String intent) {
    return queue.put(entry(intent), false).toCompletableFuture();
  }

  private CompletableFuture<StoreResult> putElsewhere(String intent) {
    CompletableFuture<StoreResult> result = new CompletableFuture<>();
    threads.start(
        Thread::new,
        "request",
        () -> put(intent).whenComplete((stored, failure) -> result.complete(stored)));
    return result;
  }

  private NewEntry entry(String intent) {
    byte[] body = Bodies.event(intent, "succeeded").getBytes(StandardCharsets.UTF_8);
    return fixture.intake.read(body, Source.WEBHOOK, null);
  }

  private void assertStored(String intent, int deliveries) {
    assertThat(
            fixture.value(
                "select deliveries from bamotf_inbox where payment_intent_id = ?", intent))
        .isEqualTo(String.valueOf(deliveries));
  }

  private static StoreResult result(CompletableFuture<StoreResult> future) {
    return future.orTimeout(10, TimeUnit.MINUTES).join();
  }

  private static Settings settings() {
    Settings usual = InboxFixture.SETTINGS;
    return new Settings(
        usual.dataSource(),
        usual.webhook(),
        new Settings.Inbox(Duration.ofDays(90), PATIENCE, 10, Optional.empty(), Optional.empty()),
        usual.dispatch(),
        usual.api(),
        usual.reconcile(),
        usual.admin());
  }
}
