package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.AbandonEventException;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.event.RetryEventException;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.StoreResult;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import com.bamotf.webhooks.telemetry.Span;
import com.bamotf.webhooks.telemetry.Telemetry;
import com.bamotf.webhooks.wire.UnreadableEventException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.event.ObserverException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a stored event, on any database. */
abstract class HandlingContract extends HangingContract {

  @Test
  void firesTheTypedEventAndCompletesTheEntry() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);
    assertThat(fixture.seen).hasOnlyElementsOfType(PaymentIntentSucceeded.class);
    assertThat(fixture.orders()).isEqualTo(1);
    assertThat(status()).isEqualTo("HANDLED");
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.NOTHING);
  }

  @Test
  void countsAndTimesWhatItHandles() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.inbox.update("update bamotf_inbox set received_at = received_at - interval '1' hour");
    fixture.behaviour = event -> fixture.nanoTime.addAndGet(Duration.ofSeconds(3).toNanos());
    fixture.handleNext();
    fixture.inbox.store(Bodies.event("pi_1", "processing"));
    fixture.handleNext();
    fixture.handleNext(); // nothing is due

    Telemetry telemetry = fixture.inbox.telemetry;
    assertThat(outcome("succeeded", "handled")).isEqualTo(1);
    assertThat(outcome("processing", "superseded")).isEqualTo(1);
    assertThat(telemetry.getEventsHandlingSeconds())
        .containsEntry("payment_intent.succeeded", 3.0)
        .containsEntry("payment_intent.processing", 0.0);
    assertThat(telemetry.getEventsDelayed()).as("only what was handled").isEqualTo(1);
    assertThat(telemetry.getEventsDelaySeconds()).isBetween(3603.0, 4200.0);
    assertThat(allOutcomes()).isEqualTo(2);
  }

  /** Nobody did any work. */
  @Test
  void doesNotCountWhatNobodyObserves() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.handled = false;
    fixture.handleNext();
    assertThat(status()).isEqualTo("UNOBSERVED");
    assertThat(allOutcomes()).isZero();
  }

  @Test
  void countsWhatFailsAndWhatIsAbandoned() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    failWith(new IllegalStateException("never works"));
    for (int attempt = 1; attempt <= 3; attempt++) {
      fixture.passTime();
      fixture.handleNext();
    }
    assertThat(outcome("succeeded", "failed")).isEqualTo(2);
    assertThat(outcome("succeeded", "abandoned")).isEqualTo(1);
    assertThat(allOutcomes()).isEqualTo(3);
    assertThat(fixture.inbox.telemetry.getEventsDelayed()).isZero();
  }

  private long outcome(String event, String outcome) {
    return fixture.inbox.telemetry.getEventsHandled().get("payment_intent." + event).get(outcome);
  }

  private long allOutcomes() {
    return fixture.inbox.telemetry.getEventsHandled().values().stream()
        .flatMap(outcomes -> outcomes.values().stream())
        .mapToLong(count -> count)
        .sum();
  }

  @Test
  void tellsTheObserverWhichSecretSignedIt() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"), InboxFixture.SECRET);
    fixture.inbox.store(Bodies.event("pi_2", "succeeded"));
    fixture.handleNext();
    fixture.handleNext();
    assertThat(fixture.seen)
        .extracting(event -> event.delivery().signedBy())
        .containsExactly("bamotf.webhook.secret", null);
  }

  @Test
  void rollsEverythingBackWhenAnObserverFails() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    failWith(new IllegalArgumentException("no such order"));
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(fixture.orders()).isZero();
    assertThat(status()).isEqualTo("PENDING");
    assertThat(lastError()).isEqualTo("java.lang.IllegalArgumentException: no such order");

    fixture.behaviour = event -> {};
    fixture.passTime();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);
    assertThat(fixture.orders()).isEqualTo(1);
    assertThat(attempts()).isEqualTo(2);
  }

  @Test
  void abandonsWhenItsAttemptsAreUsedUp() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    failWith(new IllegalStateException("never works"));
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(status()).isEqualTo("PENDING");
      fixture.passTime();
      assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    }
    assertThat(status()).isEqualTo("ABANDONED");
    assertThat(attempts()).isEqualTo(3);
    assertThat(history()).isEqualTo(3);
    fixture.passTime();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.NOTHING);
  }

  @Test
  void abandonsAtOnceWhenAHandlerSaysSoEvenInsideAContainersWrapping() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    RuntimeException wrapped =
        new ObserverException(new EJBException(new AbandonEventException("unknown product")));
    failWith(wrapped);
    fixture.handleNext();
    assertThat(status()).isEqualTo("ABANDONED");
    assertThat(lastError()).isEqualTo(AbandonEventException.class.getName() + ": unknown product");
  }

  @Test
  void keepsTheHandlersOwnExceptionAndNotTheContainers() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    failWith(new EJBException(new IllegalArgumentException("real reason")));
    fixture.handleNext();
    assertThat(lastError()).isEqualTo("java.lang.IllegalArgumentException: real reason");
  }

  /** As of a handler in a language without checked exceptions. */
  @Test
  void recordsACheckedExceptionThatNobodyDeclares() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.behaviour = event -> throwUndeclared(new IOException("no such file"));
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(attempts()).isEqualTo(1);
    assertThat(lastError()).isEqualTo("java.io.IOException: no such file");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> void throwUndeclared(Exception e) throws E {
    throw (E) e;
  }

  @Test
  void triesAgainWhenTheHandlerWantsTo() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    failWith(new RetryEventException("warehouse is closed", Duration.ofHours(5)));
    fixture.handleNext();
    assertThat(minutesUntilNextAttempt()).isBetween(298, 300);

    failWith(new RetryEventException("opens at", Instant.now().plus(Duration.ofHours(3))));
    fixture.passTime();
    fixture.handleNext();
    assertThat(minutesUntilNextAttempt()).isBetween(178, 180);
  }

  @Test
  void takesAWishForThePastAsNow() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    failWith(new RetryEventException("already", Instant.EPOCH));
    fixture.handleNext();
    fixture.behaviour = event -> {};
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);
  }

  @Test
  void countsAnErrorAsAFailedAttemptToo() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.behaviour =
        event -> {
          throw new StackOverflowError("too deep");
        };
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(lastError()).isEqualTo("java.lang.StackOverflowError: too deep");
  }

  @Test
  void countsATransactionThatAHandlerMarkedForRollback() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.behaviour = event -> fixture.inbox.local.setRollbackOnly();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(fixture.orders()).isZero();
    assertThat(lastError()).contains("marked it for rollback");
    assertThat(attempts()).isEqualTo(1);
  }

  /** As on a server that does not resume the transaction after a failed commit of another one. */
  @Test
  void countsATransactionThatWasLostAndRollsItBack() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.behaviour = event -> fixture.inbox.local.lose();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(status()).isEqualTo("PENDING");
    assertThat(lastError()).contains("REQUIRES_NEW");
    assertThat(attempts()).isEqualTo(1);
    assertThat(fixture.orders()).as("its locks and its connection are free").isZero();

    fixture.behaviour = event -> {};
    fixture.passTime();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);
    assertThat(fixture.orders()).isEqualTo(1);
  }

  @Test
  void keepsTheHandlersExceptionWhenTheTransactionIsLostAsWell() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.behaviour =
        event -> {
          fixture.inbox.local.lose();
          throw new IllegalStateException("duplicate key");
        };
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(lastError()).contains("duplicate key");
    assertThat(fixture.orders()).isZero();
  }

  @Test
  void countsATransactionThatAHandlerEnded() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.behaviour = event -> fixture.inbox.local.rollback();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(status()).isEqualTo("PENDING");
    assertThat(lastError()).contains("A handler ended it");
    assertThat(fixture.orders()).isZero();
  }

  @Test
  void doesNotCommitATransactionThatAHandlerBeganAndLeft() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.behaviour =
        event -> {
          fixture.inbox.local.lose();
          fixture.inbox.local.begin();
          fixture.inbox.update("update bamotf_inbox set deliveries = 7");
        };
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(status()).isEqualTo("PENDING");
    assertThat(fixture.orders()).isZero();
    assertThat(fixture.inbox.value("select deliveries from bamotf_inbox")).isEqualTo("1");
  }

  @Test
  void doesNotFireWhatWasSuperseded() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.handleNext();
    fixture.inbox.store(Bodies.event("pi_1", "processing"));
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);
    assertThat(fixture.seen).doesNotHaveAnyElementsOfTypes(PaymentIntentProcessing.class);
    assertThat(fixture.inbox.value("select count(*) from bamotf_inbox where status = 'SUPERSEDED'"))
        .isEqualTo("1");
  }

  /** A row that stayed locked would hold up the writer, and every webhook behind it. */
  @Test
  void aRunningHandlerLocksNoRowOfASupersededEntry() throws Exception {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.handleNext();
    fixture.inbox.store(Bodies.event("pi_1", "processing"));
    fixture.inbox.store(Bodies.event("pi_2", "succeeded"));
    CountDownLatch handling = new CountDownLatch(1);
    CountDownLatch stored = new CountDownLatch(1);
    fixture.behaviour =
        event -> {
          handling.countDown();
          awaitUninterrupted(stored);
        };
    assertThat(fixture.handleNext()).as("superseded").isEqualTo(HandlingResult.DONE);
    CompletableFuture<HandlingResult> other = CompletableFuture.supplyAsync(this::handleNext);
    assertThat(handling.await(10, TimeUnit.MINUTES)).isTrue();
    try {
      assertThat(fixture.inbox.store(Bodies.event("pi_1", "processing")))
          .isInstanceOf(StoreResult.Duplicate.class);
      assertThat(fixture.inbox.store(Bodies.event("pi_2", "succeeded")))
          .as("the entry that is being handled")
          .isInstanceOf(StoreResult.Duplicate.class);
    } finally {
      stored.countDown();
    }
    assertThat(other.orTimeout(10, TimeUnit.MINUTES).join()).isEqualTo(HandlingResult.DONE);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void keepsWhatNobodyHandlesForTheHandlerToCome() throws SQLException {
    fixture.handled = false;
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);
    assertThat(status()).isEqualTo("UNOBSERVED");
    assertThat(attempts()).isZero();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.NOTHING);

    fixture.handled = true;
    long id = Long.parseLong(fixture.inbox.value("select id from bamotf_inbox"));
    assertThat(fixture.inbox.admin.requeue(id, false)).isInstanceOf(RequeueResult.Requeued.class);
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.DONE);
    assertThat(status()).isEqualTo("HANDLED");
  }

  @Test
  void whatNobodyHandledSupersedesNothing() throws SQLException {
    fixture.handled = false;
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.handleNext();
    fixture.handled = true;
    fixture.inbox.store(Bodies.event("pi_1", "processing"));
    fixture.handleNext();
    assertThat(fixture.inbox.value("select count(*) from bamotf_inbox where status = 'HANDLED'"))
        .isEqualTo("1");
  }

  @Test
  void rollsBackWhatWasDecidedElsewhereMeanwhile() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.behaviour =
        event -> fixture.inbox.update("update bamotf_inbox set status = 'ABANDONED'");
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(fixture.orders()).isZero();
    assertThat(history()).isEqualTo(1);
  }

  /** As from a call of bamotf's API that got garbage. */
  @Test
  void retriesAHandlerThatReadSomethingUnreadable() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.behaviour =
        event -> {
          throw new IllegalStateException(new UnreadableEventException("not a payment intent"));
        };
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(status()).isEqualTo("PENDING");
    failWith(new UnreadableEventException("read by the handler itself"));
    fixture.passTime();
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(status()).isEqualTo("PENDING");
  }

  @Test
  void countsAFailureThatCannotBeDescribed() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.behaviour =
        event -> {
          throw new IllegalStateException() {
            @Override
            public String getMessage() {
              throw new UnsupportedOperationException();
            }
          };
        };
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(history()).isEqualTo(1);
    assertThat(fixture.inbox.value("select last_error from bamotf_inbox"))
        .contains("HandlingContract", "UnsupportedOperationException");
  }

  /** A worker would look for the end of the circle, and nothing would stop it. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void countsAFailureWhoseCausesAreACircle() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    SQLException inner = new SQLException("no such order");
    RuntimeException outer = new EJBException(new IllegalStateException("outer", inner));
    inner.initCause(outer);
    failWith(outer);
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(history()).isEqualTo(1);
    assertThat(status()).isEqualTo("PENDING");
  }

  @Test
  void countsAFailureWhoseCauseCannotBeRead() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    failWith(
        new EJBException("outer") {
          @Override
          public Exception getCausedByException() {
            throw new UnsupportedOperationException();
          }

          @Override
          public synchronized Throwable getCause() {
            throw new UnsupportedOperationException();
          }
        });
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(history()).isEqualTo(1);
  }

  /** Even printing it ends in an error. */
  @Test
  void countsAFailureWithoutAnInnermostCause() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    failWith(new EndlessException());
    try (LogLines log = new LogLines(FailureRecorder.class)) {
      assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
      assertThat(log.lines("BAMOTF401"))
          .hasSize(1)
          .first()
          .asString()
          .contains("pi_1", "EndlessException");
    }
    assertThat(history()).isEqualTo(1);
  }

  private static final class EndlessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      return new EndlessException();
    }
  }

  @Test
  void abandonsAStoredBodyThatThisVersionCannotRead() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    fixture.inbox.setBody("not json");
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(status()).isEqualTo("ABANDONED");
    assertThat(fixture.inbox.value("select error_class from bamotf_inbox_attempt"))
        .isEqualTo(UnreadableEventException.class.getName());
  }

  @Test
  void aServerWhoseClockIsWrongBacksOffLikeTheOthers() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    Settings.Dispatch settings =
        new Settings.Dispatch(
            4, 3, Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(1));
    FailureRecorder fast =
        new FailureRecorder(
            fixture.inbox.inbox,
            new RetryPolicy(settings, new SplittableRandom(1)),
            Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61)),
            new Telemetry());
    ClaimedEntry entry =
        fixture.inbox.inClaimTransaction(() -> (ClaimedEntry) fixture.inbox.inbox.claim());
    fast.record(entry, new IllegalStateException("no"), Duration.ofMillis(1), Span.NONE);
    assertThat(minutesUntilNextAttempt()).isBetween(29, 60);
    fixture.passTime();
    fast.record(
        fixture.inbox.inClaimTransaction(() -> (ClaimedEntry) fixture.inbox.inbox.claim()),
        new RetryEventException("later", Duration.ofMinutes(10)),
        Duration.ofMillis(1),
        Span.NONE);
    assertThat(minutesUntilNextAttempt()).isBetween(9, 10);
  }

  @Test
  void keepsAWishWithinAYear() throws SQLException {
    fixture.inbox.store(Bodies.event("pi_1", "succeeded"));
    failWith(new RetryEventException("never", Duration.ofSeconds(Long.MAX_VALUE)));
    assertThat(fixture.handleNext()).isEqualTo(HandlingResult.FAILED);
    assertThat(minutesUntilNextAttempt()).isBetween(365 * 24 * 60 - 2, 365 * 24 * 60);
  }

  private void failWith(RuntimeException failure) {
    fixture.behaviour =
        event -> {
          throw failure;
        };
  }

  private String lastError() {
    return fixture.inbox.value("select last_error from bamotf_inbox");
  }

  private int minutesUntilNextAttempt() {
    return (int)
        Double.parseDouble(
            fixture.inbox.value(
                "select extract(epoch from (next_attempt_at - current_timestamp)) / 60 from bamotf_inbox"));
  }
}
