package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.Source;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holding requests while the database is unavailable. */
class StoreQueueTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final DataSource database = TestDatabases.h2();
  private final CountDownLatch tried = new CountDownLatch(1);
  private final AtomicBoolean hangsOnce = new AtomicBoolean();
  private final AtomicBoolean breaksOnce = new AtomicBoolean();
  private final AtomicBoolean unloggableOnce = new AtomicBoolean();
  private final AtomicBoolean usedWhileInterrupted = new AtomicBoolean();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private volatile boolean away = true;

  /** The first use of a database can take longer than the patience in these tests. */
  @BeforeEach
  void prepare() throws SQLException {
    try (InboxFixture fixture = new InboxFixture(database)) {
      fixture.inbox.prepare();
    }
  }

  @Test
  void holdsRequestsWhileTheDatabaseIsAwayAndStoresThemWhenItIsBack() throws Exception {
    try (InboxFixture fixture = fixture(LONG, 1000)) {
      fixture.started();
      List<CompletableFuture<StoreResult>> held = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        held.add(put(fixture, "pi_" + i));
      }
      assertThat(tried.await(10, TimeUnit.MINUTES)).isTrue();
      assertThat(held).noneMatch(CompletableFuture::isDone);
      away = false;
      assertThat(held).allMatch(each -> result(each) instanceof StoreResult.Stored);
      assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("200");
      assertThat(fixture.reconcile.await(Duration.ofSeconds(20)))
          .as("the senders may have given up meanwhile")
          .isTrue();
    }
  }

  @Test
  void answersAtOnceWhenTooManyWait() throws InterruptedException {
    try (InboxFixture fixture = fixture(LONG, 2)) {
      CompletableFuture<StoreResult> first = put(fixture, "pi_1");
      put(fixture, "pi_2");
      CompletableFuture<StoreResult> third = put(fixture, "pi_3");
      assertThat(third).isCompletedWithValueMatching(StoreResult.Unavailable.class::isInstance);
      assertThat(first).isNotDone();
      assertThat(fixture.reconcile.await(Duration.ZERO)).isTrue();
      assertThat(fixture.reconcile.await(Duration.ZERO)).as("raised once").isFalse();
    }
  }

  @Test
  void tellsThatItTurnsRequestsAway() throws InterruptedException {
    try (InboxFixture fixture = fixture(Duration.ofSeconds(2), 1)) {
      fixture.started();
      assertThat(fixture.queue.takesRequests()).isTrue();
      CompletableFuture<StoreResult> held = put(fixture, "pi_1");
      assertThat(fixture.queue.held()).isEqualTo(1);
      assertThat(fixture.queue.takesRequests()).as("no place is left").isFalse();
      assertThat(result(held)).isInstanceOf(StoreResult.Unavailable.class);
      assertThat(fixture.queue.takesRequests()).as("one was turned away").isFalse();
      away = false;
      assertThat(result(put(fixture, "pi_2"))).isInstanceOf(StoreResult.Stored.class);
      assertThat(fixture.queue.takesRequests()).isTrue();
    }
  }

  /** Of the shortest wait for another request's commit, an operator needs to know nothing. */
  @Test
  void countsAsHeldOnlyWhatWaitsForTheDatabase() {
    try (InboxFixture fixture = fixture(LONG, 1000)) {
      put(fixture, "pi_1");
      put(fixture, "pi_2");
      assertThat(fixture.queue.held()).isEqualTo(2);
      assertThat(fixture.telemetry.getWebhookHeld()).as("no outage is known").isZero();
      fixture.started();
      awaitTrue(() -> fixture.telemetry.getWebhookHeld() == 2);
      away = false;
      awaitTrue(() -> fixture.telemetry.getWebhookHeld() == 0);
    }
  }

  @Test
  void anIdleWriterTriesWhetherItCouldStore() {
    try (InboxFixture fixture = fixture(Duration.ofSeconds(1), 1)) {
      fixture.started();
      awaitTrue(() -> !fixture.queue.takesRequests());
      assertThat(fixture.queue.held()).as("nobody waits").isZero();
      assertThat(fixture.queue.outage()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      away = false;
      awaitTrue(fixture.queue::takesRequests);
      assertThat(fixture.queue.outage()).isZero();
      assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
    }
  }

  @Test
  void countsAnEventThatIsTwiceInABatchAsNewOnce() {
    away = false;
    try (InboxFixture fixture = fixture(LONG, 10)) {
      CompletableFuture<StoreResult> first = putInBatch(fixture, "pi_1");
      CompletableFuture<StoreResult> other = putInBatch(fixture, "pi_0");
      CompletableFuture<StoreResult> again = putInBatch(fixture, "pi_1");
      fixture.started();
      assertThat(result(first)).isInstanceOf(StoreResult.Stored.class);
      assertThat(result(other)).isInstanceOf(StoreResult.Stored.class);
      assertThat(result(again)).isInstanceOf(StoreResult.Duplicate.class);
    }
  }

  @Test
  void anErrorEndsNoWriter() {
    away = false;
    try (InboxFixture fixture = fixture(LONG, 10)) {
      fixture.started();
      for (int i = 0; i < 3; i++) { // more than there are writers
        breaksOnce.set(true);
        assertThat(result(putInBatch(fixture, "pi_broken" + i)))
            .isInstanceOf(StoreResult.Unavailable.class);
        assertThat(fixture.queue.takesRequests())
            .as("a rejection says nothing about other requests")
            .isTrue();
      }
      assertThat(result(put(fixture, "pi_1"))).isInstanceOf(StoreResult.Stored.class);
    }
  }

  /** The host's filters run with an answer, and one may interrupt its thread. */
  @Test
  void anInterruptOfTheHostEndsNoWriter() {
    away = false;
    try (InboxFixture fixture = fixture(LONG, 10)) {
      breaksOnce.set(true); // so that each of the batch is stored alone
      List<CompletableFuture<Void>> answered = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        answered.add(
            putInBatch(fixture, "pi_" + i).thenRun(() -> Thread.currentThread().interrupt()));
      }
      fixture.started();
      answered.forEach(each -> each.orTimeout(10, TimeUnit.MINUTES).join());
      assertThat(result(putInBatch(fixture, "pi_3"))).isInstanceOf(StoreResult.Stored.class);
      assertThat(usedWhileInterrupted).as("H2 would close the database").isFalse();
    }
  }

  @Test
  void anErrorThatCannotBeLoggedEndsNoWriter() {
    away = false;
    try (InboxFixture fixture = fixture(LONG, 10)) {
      fixture.started();
      unloggableOnce.set(true);
      CompletableFuture<StoreResult> lost = putInBatch(fixture, "pi_0");
      awaitTrue(() -> !unloggableOnce.get());
      assertThat(result(putInBatch(fixture, "pi_1"))).isInstanceOf(StoreResult.Stored.class);
      assertThat(lost).isNotDone();
    }
  }

  @Test
  void givesAPlaceFreeWithEachAnswer() throws InterruptedException {
    away = false;
    try (InboxFixture fixture = fixture(LONG, 1)) {
      fixture.started();
      for (int i = 0; i < 5; i++) {
        assertThat(result(put(fixture, "pi_" + i))).isInstanceOf(StoreResult.Stored.class);
      }
      assertThat(fixture.reconcile.await(Duration.ZERO)).as("nothing was turned away").isFalse();
    }
  }

  @Test
  void isNotHeldUpByAConnectionThatHangs() throws Exception {
    away = false;
    try (InboxFixture fixture = fixture(LONG, 10)) {
      fixture.inbox.prepare();
      hangsOnce.set(true);
      fixture.started();
      CompletableFuture<StoreResult> first = putInBatch(fixture, "pi_1");
      assertThat(hangs.await(10, TimeUnit.MINUTES)).isTrue();
      assertThat(result(put(fixture, "pi_2"))).isInstanceOf(StoreResult.Stored.class);
      assertThat(first).isNotDone();
      goesOn.countDown();
      assertThat(result(first)).isInstanceOf(StoreResult.Stored.class);
    }
  }

  /** The JDK's own timer has neither the application's class loader nor its names. */
  @Test
  void aThreadOfTheServerTellsThatPatienceIsOver() {
    try (InboxFixture fixture = fixture(Duration.ofMillis(100), 1)) {
      CompletableFuture<String> thread =
          put(fixture, "pi_1").thenApply(result -> Thread.currentThread().getName());
      assertThat(thread.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo("bamotf-hold-timer");
    }
  }

  @Test
  void losesPatience() throws InterruptedException {
    try (InboxFixture fixture = fixture(Duration.ofSeconds(2), 1)) {
      fixture.started();
      assertThat(result(put(fixture, "pi_1"))).isInstanceOf(StoreResult.Unavailable.class);
      assertThat(fixture.reconcile.await(Duration.ZERO)).isTrue();
      away = false;
      assertThat(result(put(fixture, "pi_2")))
          .as("the place is free again")
          .isInstanceOf(StoreResult.Stored.class);
      assertThat(
              fixture.value("select count(*) from bamotf_inbox where payment_intent_id = 'pi_1'"))
          .as("what was answered with a failure is not stored afterwards")
          .isEqualTo("0");
    }
  }

  @Test
  void answersAllThatWaitWhenItStops() throws InterruptedException {
    InboxFixture fixture = fixture(LONG, 10).started();
    CompletableFuture<StoreResult> waiting = put(fixture, "pi_1");
    fixture.close();
    assertThat(result(waiting)).isInstanceOf(StoreResult.Unavailable.class);
    assertThat(put(fixture, "pi_2"))
        .isCompletedWithValueMatching(StoreResult.Unavailable.class::isInstance);
    assertThat(fixture.reconcile.await(Duration.ZERO)).as("the next start looks anyway").isFalse();
  }

  private static CompletableFuture<StoreResult> put(InboxFixture fixture, String intent) {
    byte[] body = Bodies.event(intent, "succeeded").getBytes(StandardCharsets.UTF_8);
    return fixture
        .inbox
        .store(fixture.intake.read(body, Source.WEBHOOK, null))
        .toCompletableFuture();
  }

  private static CompletableFuture<StoreResult> putInBatch(InboxFixture fixture, String intent) {
    byte[] body = Bodies.event(intent, "succeeded").getBytes(StandardCharsets.UTF_8);
    return fixture
        .inbox
        .enqueue(fixture.intake.read(body, Source.WEBHOOK, null))
        .toCompletableFuture();
  }

  private static final class UnloggableException extends SQLException {
    private static final long serialVersionUID = 1L;

    UnloggableException() {
      super("", "08001");
    }

    @Override
    public String getMessage() {
      throw new OutOfMemoryError("of a test");
    }
  }

  private static void awaitTrue(Callable<Boolean> condition) {
    Waiting.await().until(condition);
  }

  private static StoreResult result(CompletableFuture<StoreResult> future) {
    return future.orTimeout(10, TimeUnit.MINUTES).join();
  }

  private InboxFixture fixture(Duration patience, int maxHeld) {
    Settings usual = InboxFixture.SETTINGS;
    return new InboxFixture(
        switchable(),
        new Settings(
            usual.dataSource(),
            usual.webhook(),
            new Settings.Inbox(
                Duration.ofDays(90), patience, maxHeld, Optional.empty(), Optional.empty()),
            usual.dispatch(),
            usual.api(),
            usual.reconcile(),
            usual.admin()));
  }

  /** The database, unless it is switched off. */
  private DataSource switchable() {
    return (DataSource)
        Proxy.newProxyInstance(
            StoreQueueTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (Thread.currentThread().isInterrupted()) {
                usedWhileInterrupted.set(true);
              }
              if (unloggableOnce.compareAndSet(true, false)) {
                throw new UnloggableException();
              }
              if (away) {
                tried.countDown();
                throw new SQLException("connection refused", "08001");
              }
              if (hangsOnce.compareAndSet(true, false)) {
                hangs.countDown();
                goesOn.await();
              }
              if (breaksOnce.compareAndSet(true, false)) {
                throw new LinkageError("broken");
              }
              return method.invoke(database, arguments);
            });
  }
}
