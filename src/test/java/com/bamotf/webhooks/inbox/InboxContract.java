package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the inbox promises, on any database. */
abstract class InboxContract extends StoringContract {

  private static final Throwable FAILURE = new IllegalStateException("out of\0stock \uD800");
  private static final Duration TOOK = Duration.ofMillis(1234);

  @Test
  void holdsOneEventOfAPaymentIntentAtATime() throws SQLException {
    fixture.store(Bodies.event("pi_1", "processing"));
    fixture.store(Bodies.event("pi_1", "succeeded"));
    fixture.store(Bodies.event("pi_2", "succeeded"));
    inTransaction(
        () -> {
          assertThat(claimed().paymentIntentId()).isEqualTo("pi_1");
          elsewhere(
              () -> {
                assertThat(claimed().paymentIntentId()).isEqualTo("pi_2");
                return elsewhere(
                    () -> assertThat(fixture.inbox.claim()).isEqualTo(Claim.None.NOTHING));
              });
          return null;
        });
  }

  @Test
  void givesAnEntryBackWhenTheTransactionRollsBack() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    fixture.local.begin();
    ClaimedEntry first = claimed();
    fixture.inbox.end(first, EntryStatus.HANDLED);
    fixture.local.rollback();
    assertThat(inTransaction(this::claimed).id()).isEqualTo(first.id());
    assertThat(count("status = 'PENDING' and attempts = 0")).isEqualTo(1);
  }

  @Test
  void handsAHandledEntryOutNoMore() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    handleNext();
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
    assertThat(count("status = 'HANDLED' and attempts = 1 and ended_at is not null")).isEqualTo(1);
    assertThat(fixture.store(Bodies.event("pi_1", "succeeded")))
        .isInstanceOf(StoreResult.Duplicate.class);
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
  }

  @Test
  void completesAnEntryOnceOnly() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    ClaimedEntry entry = handleNext();
    assertThat(inTransaction(() -> fixture.inbox.end(entry, EntryStatus.HANDLED))).isFalse();
    assertThat(inTransaction(() -> fixture.inbox.end(entry, EntryStatus.SUPERSEDED))).isFalse();
    assertThat(fixture.inbox.recordFailure(entry, FAILURE, TOOK, null)).isFalse();
    assertThat(count("status = 'HANDLED'")).isEqualTo(1);
  }

  /** Another worker can decide an entry after it was found and before its intent was locked. */
  @Test
  void doesNotClaimAnEntryThatIsNoLongerPending() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    ClaimedEntry entry = handleNext();
    try (Connection connection = fixture.database.connection()) {
      assertThat(EntryTable.pending(connection, entry.id())).isEmpty();
    }
  }

  @Test
  void supersedesWhatComesLate() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    handleNext();
    fixture.store(Bodies.event("pi_1", "processing"));
    fixture.store(Bodies.event("pi_1", "pending"));
    for (int i = 0; i < 2; i++) {
      inTransaction(
          () -> {
            ClaimedEntry late = claimed();
            assertThat(late.superseded()).isTrue();
            return fixture.inbox.end(late, EntryStatus.SUPERSEDED);
          });
    }
    assertThat(count("status = 'SUPERSEDED' and attempts = 0")).isEqualTo(2);
  }

  @Test
  void firesASecondFinalEventAndAnUnknownOne() throws SQLException {
    fixture.store(Bodies.event("pi_1", "canceled"));
    handleNext();
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(handleNext().superseded()).isFalse();
    fixture.store(Bodies.event("pi_1", "refunded"));
    assertThat(handleNext().superseded()).isFalse();
  }

  @Test
  void remembersTheFarthestOfWhatWasHandled() throws SQLException {
    for (String event : List.of("pending", "succeeded", "refunded")) {
      fixture.store(Bodies.event("pi_1", event));
      assertThat(handleNext().superseded()).isFalse();
    }
    fixture.store(Bodies.event("pi_1", "processing"));
    assertThat(inTransaction(this::claimed).superseded()).isTrue();
  }

  @Test
  void doesNotTakeAFailedEventForProgress() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    ClaimedEntry failed = inTransaction(this::claimed);
    fixture.inbox.recordFailure(failed, FAILURE, TOOK, Duration.ofHours(1));
    fixture.store(Bodies.event("pi_1", "processing"));
    assertThat(handleNext().superseded()).isFalse();
  }

  @Test
  void triesAFailedEntryAgainLaterAndNotBefore() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    ClaimedEntry entry = inTransaction(this::claimed);
    assertThat(fixture.inbox.recordFailure(entry, FAILURE, TOOK, Duration.ofHours(1))).isTrue();
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
    assertThat(fixture.store(Bodies.event("pi_1", "succeeded")))
        .as("a failed handling does not free its deduplication key")
        .isInstanceOf(StoreResult.Duplicate.class);

    fixture.update("update bamotf_inbox set next_attempt_at = current_timestamp");
    ClaimedEntry again = inTransaction(this::claimed);
    assertThat(again.attempts()).isEqualTo(1);
    assertThat(fixture.inbox.recordFailure(again, FAILURE, TOOK, Duration.ZERO)).isTrue();
    assertThat(inTransaction(this::claimed).attempts()).isEqualTo(2);
  }

  /** As by a failover to a machine whose clock is behind. */
  @Test
  void aClockThatIsSetBackDelaysNoEvent() throws SQLException {
    fixture.store(Bodies.event("pi_failed", "succeeded"));
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, Duration.ofHours(1));
    fixture.store(Bodies.event("pi_new", "succeeded"));
    clockGoesBackAnHour();
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
    ClockSetBack.makeDue(fixture.database);
    assertThat(Set.of(handleNext().paymentIntentId(), handleNext().paymentIntentId()))
        .containsExactlyInAnyOrder("pi_failed", "pi_new");
  }

  @Test
  void whatMayWaitGoesOnWaiting() throws SQLException {
    fixture.store(Bodies.event("pi_failed", "succeeded"));
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, Duration.ZERO);
    clockGoesBackAnHour();
    ClockSetBack.makeDue(fixture.database);
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, Duration.ofHours(1));
    fixture.store(Bodies.event("pi_postponed", "succeeded"));
    inTransaction(
        () -> {
          fixture.inbox.postpone(claimed(), Duration.ofSeconds(30));
          return null;
        });
    ClockSetBack.makeDue(fixture.database);
    assertThat(inTransaction(() -> fixture.inbox.claim()))
        .as("the first attempt is in the future, but not the last one")
        .isEqualTo(Claim.None.NOTHING);
  }

  @Test
  void aRequeuedEntryDoesNotWaitForTheOldTimeEither() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, null);
    fixture.admin.requeue(Long.parseLong(fixture.value("select id from bamotf_inbox")), false);
    fixture.update("update bamotf_inbox set next_attempt_at = next_attempt_at + interval '1' hour");
    ClockSetBack.makeDue(fixture.database);
    assertThat(handleNext().paymentIntentId()).isEqualTo("pi_1");
  }

  private void clockGoesBackAnHour() {
    fixture.update("update bamotf_inbox set next_attempt_at = next_attempt_at + interval '1' hour");
    fixture.update("update bamotf_inbox_attempt set started_at = started_at + interval '1' hour");
  }

  /** Such as an entry held by a dead server, or stored before an outage. */
  @Test
  void findsWhatHasBeenDueForLongerThanWhatWasClaimedLast() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    handleNext();
    fixture.store(Bodies.event("pi_2", "succeeded"));
    fixture.update(
        "update bamotf_inbox set next_attempt_at = timestamp with time zone '2023-11-14 22:13:20+00' where status = 'PENDING'");
    assertThat(handleNext().paymentIntentId()).isEqualTo("pi_2");
  }

  @Test
  void aFailingEventDoesNotHoldBackALaterOneOfItsIntent() throws SQLException {
    fixture.store(Bodies.event("pi_1", "processing"));
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, Duration.ofHours(1));
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(handleNext().eventType()).isEqualTo("payment_intent.succeeded");
  }

  @Test
  void keepsTheHistoryOfFailures() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, Duration.ZERO);
    fixture.inbox.recordFailure(inTransaction(this::claimed), FAILURE, TOOK, null);
    assertThat(count("status = 'ABANDONED' and attempts = 2 and ended_at is not null"))
        .isEqualTo(1);
    assertThat(fixture.value("select last_error from bamotf_inbox"))
        .startsWith("java.lang.IllegalStateException: out of\uFFFDstock");
    assertThat(
            fixture.value(
                "select count(*) from bamotf_inbox_attempt where error_class = 'java.lang.IllegalStateException'"
                    + " and duration_ms = 1234 and stack like '%InboxContract%' and started_at < current_timestamp"))
        .isEqualTo("2");
    assertThat(fixture.value("select max(attempt) from bamotf_inbox_attempt")).isEqualTo("2");
    assertThat(inTransaction(() -> fixture.inbox.claim())).isEqualTo(Claim.None.NOTHING);
  }

  @Test
  void keepsAFailureOnlyIfNobodyElseDecidedMeanwhile() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    ClaimedEntry entry = inTransaction(this::claimed);
    fixture.inbox.recordFailure(entry, FAILURE, TOOK, Duration.ZERO);
    assertThat(fixture.inbox.recordFailure(entry, FAILURE, TOOK, Duration.ZERO)).isFalse();
    assertThat(fixture.inbox.recordFailure(entry, FAILURE, TOOK, null)).isFalse();
    assertThat(fixture.value("select count(*) from bamotf_inbox_attempt")).isEqualTo("1");
  }

  @Test
  void wakesAWorkerOnlyAfterTheCommit() throws InterruptedException {
    assertThat(fixture.signal.await(Duration.ZERO)).isFalse();
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(fixture.signal.await(Duration.ofSeconds(10))).isTrue();
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(fixture.signal.await(Duration.ZERO)).as("a duplicate wakes nobody").isFalse();
  }

  @Test
  void wakesAnotherWorkerWhenTheOneThatWasWokenFoundARetry() throws Exception {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(fixture.signal.await(Duration.ofSeconds(10))).isTrue();
    ClaimedEntry first = inTransaction(this::claimed);
    assertThat(fixture.signal.await(Duration.ZERO)).as("the entry it was woken for").isFalse();
    fixture.inbox.recordFailure(first, FAILURE, TOOK, Duration.ZERO);
    assertThat(inTransaction(this::claimed).attempts()).isEqualTo(1);
    assertThat(fixture.signal.await(Duration.ZERO)).isTrue();
    assertThat(fixture.signal.await(Duration.ZERO)).as("one for each retry").isFalse();
  }

  private ClaimedEntry handleNext() throws SQLException {
    return inTransaction(
        () -> {
          ClaimedEntry entry = claimed();
          assertThat(fixture.inbox.end(entry, EntryStatus.HANDLED)).isTrue();
          return entry;
        });
  }

  /** Does the work in a transaction of another thread, and waits for it. */
  private <T> T elsewhere(InboxFixture.SqlWork<T> work) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return inTransaction(work);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            },
            threads)
        .orTimeout(10, TimeUnit.MINUTES)
        .join();
  }
}
