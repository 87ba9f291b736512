package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.Claim;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.telemetry.Span;
import com.bamotf.webhooks.telemetry.Telemetry;
import jakarta.transaction.Synchronization;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an event whose handler, or whose database, hangs. */
abstract class HangingContract {

  DispatchFixture fixture;

  abstract DataSource freshDatabase();

  @BeforeEach
  void start() {
    fixture = new DispatchFixture(freshDatabase());
    fixture.createOrders();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void countsAHandlerThatHangsOnceAndLeavesTheOthersAlone() throws Exception {
    fixture.inbox.store(Bodies.event("pi_hangs", "succeeded"));
    fixture.inbox.store(Bodies.event("pi_good", "succeeded"));
    CountDownLatch hangs = new CountDownLatch(1);
    fixture.behaviour =
        event -> {
          if (event.paymentIntent().id().equals("pi_hangs")) {
            hangs.countDown();
            DispatchFixture.hang();
          }
        };
    CompletableFuture<HandlingResult> hanging = CompletableFuture.supplyAsync(this::handleNext);
    assertThat(hangs.await(10, TimeUnit.MINUTES)).isTrue();
    assertThat(fixture.handling.interruptOverdue()).isEmpty();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);

    fixture.nanoTime.addAndGet(Duration.ofSeconds(32).toNanos());
    List<InFlight> overdue = fixture.handling.interruptOverdue();
    assertThat(overdue).hasSize(1);
    assertThat(fixture.handling.interruptOverdue()).as("once").isEmpty();
    fixture.handling.recordOverdue(overdue.get(0));
    assertThat(hanging.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo(HandlingResult.OVERDUE);
    assertThat(fixture.inbox.value("select attempts from bamotf_inbox where status = 'PENDING'"))
        .isEqualTo("1");
    assertThat(history()).isEqualTo(1);
    assertThat(fixture.inbox.value("select last_error from bamotf_inbox where status = 'PENDING'"))
        .contains("bamotf.dispatch.timeout");
    assertThat(fixture.orders()).as("only the good one").isEqualTo(1);

    fixture.behaviour = event -> {};
    fixture.passTime();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);
    assertThat(fixture.orders()).isEqualTo(2);
  }

  @Test
  void aHangThatCannotBeKeptStillCostsNoWorker() throws Exception {
    fixture.inbox.store(Bodies.event("pi_hangs", "succeeded"));
    CountDownLatch hangs = new CountDownLatch(1);
    Handling handling =
        new Handling(
            fixture.inbox.inbox,
            fixture.inbox.transactions,
            new EventPublisher(null, null) {
              @Override
              boolean publish(PaymentIntentEvent event) {
                hangs.countDown();
                DispatchFixture.hang();
                return true;
              }
            },
            new FailureRecorder(null, null, (Clock) null, new Telemetry()) {
              @Override
              void record(ClaimedEntry entry, Throwable failure, Duration duration, Span span)
                  throws SQLException {
                throw new SQLException("the database is away", "08006");
              }
            },
            InboxFixture.SETTINGS,
            new Telemetry(),
            fixture.nanoTime::get);
    CompletableFuture<HandlingResult> hanging =
        CompletableFuture.supplyAsync(() -> handleNext(handling));
    assertThat(hangs.await(10, TimeUnit.MINUTES)).isTrue();
    fixture.nanoTime.addAndGet(Duration.ofSeconds(32).toNanos());
    List<InFlight> overdue = handling.interruptOverdue();
    assertThat(overdue).as("workers to replace").hasSize(1);
    handling.recordOverdue(overdue.get(0));
    assertThat(hanging.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo(HandlingResult.OVERDUE);
    assertThat(status()).as("it comes again").isEqualTo("PENDING");
  }

  /** A hanging database would otherwise add a worker for each recording that hangs. */
  @Test
  void aRecordingThatHangsIsReplacedAndEndsItsThread() throws Exception {
    fixture.inbox.store(Bodies.event("pi_hangs", "succeeded"));
    CountDownLatch handles = new CountDownLatch(1);
    CountDownLatch records = new CountDownLatch(1);
    Handling handling =
        new Handling(
            fixture.inbox.inbox,
            fixture.inbox.transactions,
            new EventPublisher(null, null) {
              @Override
              boolean publish(PaymentIntentEvent event) {
                handles.countDown();
                DispatchFixture.hang();
                return true;
              }
            },
            new FailureRecorder(null, null, (Clock) null, new Telemetry()) {
              @Override
              void record(ClaimedEntry entry, Throwable failure, Duration duration, Span span) {
                records.countDown();
                DispatchFixture.hang();
              }
            },
            InboxFixture.SETTINGS,
            new Telemetry(),
            fixture.nanoTime::get);
    CompletableFuture<HandlingResult> hanging =
        CompletableFuture.supplyAsync(() -> handleNext(handling));
    assertThat(handles.await(10, TimeUnit.MINUTES)).isTrue();
    fixture.nanoTime.addAndGet(Duration.ofSeconds(32).toNanos());
    List<InFlight> overdue = handling.interruptOverdue();
    CompletableFuture<Boolean> goesOn =
        CompletableFuture.supplyAsync(() -> handling.recordOverdue(overdue.get(0)));
    assertThat(records.await(10, TimeUnit.MINUTES)).isTrue();
    fixture.nanoTime.addAndGet(Duration.ofSeconds(32).toNanos());
    List<InFlight> again = handling.interruptOverdue();
    assertThat(again).as("the recording").hasSize(1);
    assertThat(goesOn.orTimeout(10, TimeUnit.MINUTES).join()).isFalse();
    assertThat(handling.recordOverdue(again.get(0))).as("there is no entry").isTrue();
    assertThat(hanging.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo(HandlingResult.OVERDUE);
  }

  @Test
  void aHandlerThatLeavesItsThreadInterruptedDisturbsNothing() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.inbox.store(Bodies.event("pi_2", "succeeded"));
    fixture.behaviour =
        event -> {
          Thread.currentThread().interrupt();
          if (event.paymentIntent().id().equals("pi_2")) {
            throw new IllegalStateException("interrupted");
          }
        };
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** As one that is called after the transaction, and in which H2 would close the database. */
  @Test
  void anObserverThatLeavesItsThreadInterruptedAfterARollbackDoesNotDisturbTheRecord()
      throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    List<Boolean> interrupted = new ArrayList<>();
    Handling handling =
        new Handling(
            fixture.inbox.inbox,
            fixture.inbox.transactions,
            new EventPublisher(null, null) {
              @Override
              boolean publish(PaymentIntentEvent event) {
                fixture.inbox.local.registerInterposedSynchronization(
                    new Synchronization() {
                      @Override
                      public void beforeCompletion() {}

                      @Override
                      public void afterCompletion(int status) {
                        Thread.currentThread().interrupt();
                      }
                    });
                throw new IllegalStateException("fails");
              }
            },
            new FailureRecorder(null, null, (Clock) null, new Telemetry()) {
              @Override
              void record(ClaimedEntry entry, Throwable failure, Duration duration, Span span) {
                interrupted.add(Thread.currentThread().isInterrupted());
              }
            },
            InboxFixture.SETTINGS,
            new Telemetry(),
            fixture.nanoTime::get);
    assertThat(handling.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(interrupted).containsExactly(false);
  }

  /** As on a connection whose other end vanished without a word. */
  @Test
  void aTurnThatHangsInItsClaimIsReplacedAndLosesNothing() throws Exception {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    CountDownLatch claims = new CountDownLatch(1);
    Inbox hanging =
        new Inbox(null, null, null, new Telemetry()) {
          @Override
          public void prepare() {}

          @Override
          public Claim claim() {
            claims.countDown();
            DispatchFixture.hang();
            throw new AssertionError("not reached");
          }
        };
    Handling handling =
        new Handling(
            hanging,
            fixture.inbox.transactions,
            new EventPublisher(null, null),
            new FailureRecorder(null, null, (Clock) null, new Telemetry()),
            InboxFixture.SETTINGS,
            new Telemetry(),
            fixture.nanoTime::get);
    CompletableFuture<HandlingResult> turn =
        CompletableFuture.supplyAsync(() -> handleNext(handling));
    assertThat(claims.await(10, TimeUnit.MINUTES)).isTrue();
    assertThat(handling.interruptOverdue()).isEmpty();
    fixture.nanoTime.addAndGet(Duration.ofSeconds(32).toNanos());
    List<InFlight> overdue = handling.interruptOverdue();
    assertThat(overdue).hasSize(1);
    handling.recordOverdue(overdue.get(0));
    assertThat(turn.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo(HandlingResult.OVERDUE);
    assertThat(attempts()).as("no attempt of an entry").isZero();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);
  }

  HandlingResult handleNext() {
    return handleNext(fixture.handling);
  }

  static HandlingResult handleNext(Handling handling) {
    try {
      return handling.handleNext();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String status() {
    return fixture.inbox.value("select status from bamotf_inbox");
  }

  int attempts() {
    return Integer.parseInt(fixture.inbox.value("select attempts from bamotf_inbox"));
  }

  int history() {
    return Integer.parseInt(fixture.inbox.value("select count(*) from bamotf_inbox_attempt"));
  }
}
