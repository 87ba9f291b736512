package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.FailedAttempt;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator can do with entries, and what retention does, on any database. */
abstract class AdminContract {

  private static final Throwable FAILURE = new IllegalStateException("no");
  private static final Duration TOOK = Duration.ofMillis(5);

  private DataSource dataSource;
  InboxFixture fixture;

  abstract DataSource freshDatabase();

  Settings settings() {
    return InboxFixture.SETTINGS;
  }

  @BeforeEach
  void start() {
    dataSource = freshDatabase();
    fixture = new InboxFixture(dataSource, settings()).started();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void showsAnEntryWithItsHistory() throws SQLException {
    long id = abandoned("pi_1");
    StoredEntry entry = fixture.admin.find(id).orElseThrow();
    assertThat(entry.status()).isEqualTo(EntryStatus.ABANDONED);
    assertThat(entry.paymentIntentId()).isEqualTo("pi_1");
    assertThat(entry.attempts()).isEqualTo(1);
    assertThat(entry.endedAt()).isNotNull();
    assertThat(entry.lastError()).isEqualTo("java.lang.IllegalStateException: no");
    assertThat(fixture.admin.history(id, 10))
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.attempt()).isEqualTo(1);
              assertThat(kept.message()).isEqualTo("no");
              assertThat(kept.startedAt()).isBefore(entry.endedAt());
            });
    assertThat(fixture.admin.find(999)).isEmpty();
  }

  @Test
  void limitsTheHistoryToTheNewestAttempts() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    long id = claim().id();
    for (int i = 0; i < 3; i++) {
      fixture.inbox.recordFailure(claim(), FAILURE, TOOK, Duration.ZERO);
    }
    assertThat(fixture.admin.history(id, 2))
        .extracting(FailedAttempt::attempt)
        .containsExactly(3, 2);
    assertThatThrownBy(() -> fixture.admin.history(id, 0)).hasMessageContaining("1000");
    assertThatThrownBy(() -> fixture.admin.history(id, 1001)).hasMessageContaining("1000");
  }

  @Test
  void requeuesAnAbandonedEntryWithAllItsAttempts() throws SQLException {
    long id = abandoned("pi_1");
    assertThat(fixture.admin.requeue(id, false)).isEqualTo(new RequeueResult.Requeued());
    ClaimedEntry again = claim();
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.attempts()).isZero();
    assertThat(fixture.admin.find(id).orElseThrow().requeues()).isEqualTo(1);
    assertThat(fixture.admin.history(id, 10)).hasSize(1);
  }

  @Test
  void refusesToRepeatWhatWasHandledUnlessForced() throws SQLException {
    long id = handled("pi_1", "succeeded");
    assertThat(fixture.admin.requeue(id, false))
        .isInstanceOfSatisfying(
            RequeueResult.Refused.class,
            refused -> assertThat(refused.reason()).contains("HANDLED").contains("force"));
    assertThat(fixture.inClaimTransaction(() -> fixture.inbox.claim()))
        .isEqualTo(Claim.None.NOTHING);

    assertThat(fixture.admin.requeue(id, true)).isEqualTo(new RequeueResult.Requeued());
    assertThat(claim().id()).isEqualTo(id);
    assertThat(fixture.admin.find(id).orElseThrow().forced()).isTrue();
  }

  @Test
  void firesAForcedEntryEvenIfItsIntentHasGoneFurther() throws SQLException {
    handled("pi_1", "succeeded");
    fixture.store(Bodies.event("pi_1", "processing"));
    long late =
        fixture.inClaimTransaction(
            () -> {
              ClaimedEntry entry = (ClaimedEntry) fixture.inbox.claim();
              assertThat(entry.superseded()).isTrue();
              fixture.inbox.end(entry, EntryStatus.SUPERSEDED);
              return entry.id();
            });
    assertThat(fixture.admin.requeue(late, false)).isInstanceOf(RequeueResult.Refused.class);
    assertThat(fixture.admin.requeue(late, true)).isEqualTo(new RequeueResult.Requeued());
    assertThat(claim().superseded()).isFalse();
  }

  @Test
  void refusesWhatIsPendingAndTellsWhatIsUnknown() throws SQLException {
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(fixture.admin.requeue(claim().id(), true)).isInstanceOf(RequeueResult.Refused.class);
    assertThat(fixture.admin.requeue(999, true)).isEqualTo(new RequeueResult.Unknown());
  }

  @Test
  void requeuesASelection() throws SQLException {
    long first = abandoned("pi_1");
    long second = abandoned("pi_2");
    handled("pi_3", "succeeded");
    Instant now = fixture.admin.find(second).orElseThrow().receivedAt();
    EntrySelection abandoned = EntrySelection.of(EntryStatus.ABANDONED);
    assertThat(fixture.admin.requeueAll(abandoned.withEvent("payment_intent.processing"), false))
        .isZero();
    assertThat(fixture.admin.requeueAll(abandoned.receivedBetween(now.plusSeconds(1), null), false))
        .isZero();
    assertThat(fixture.admin.requeueAll(abandoned.receivedBetween(now, now.plusSeconds(1)), false))
        .isEqualTo(1);
    assertThat(fixture.admin.find(second).orElseThrow().status()).isEqualTo(EntryStatus.PENDING);
    assertThat(fixture.admin.requeueAll(abandoned.withPaymentIntent("pi_1"), false)).isEqualTo(1);
    assertThat(fixture.admin.find(first).orElseThrow().status()).isEqualTo(EntryStatus.PENDING);
  }

  @Test
  void listsAPaymentIntentAndNoneWhoseIdBeginsAlike() throws SQLException {
    String longest = "x".repeat(255);
    for (String intent : List.of("pi_1", "pi_12", "pi_1 2", "Pi_1", longest)) {
      fixture.store(Bodies.event(intent, "processing"));
      fixture.store(Bodies.event(intent, "y".repeat(240)));
    }
    fixture.store("not json");
    assertThat(eventsOf("pi_1")).containsExactly("pi_1", "pi_1");
    assertThat(eventsOf(longest)).containsExactly(longest, longest);
    assertThat(eventsOf("pi")).isEmpty();
  }

  private List<String> eventsOf(String paymentIntentId) throws SQLException {
    EntrySelection all = EntrySelection.of(EntryStatus.PENDING, EntryStatus.values());
    return fixture.admin.list(all.withPaymentIntent(paymentIntentId), 0, 100).stream()
        .map(StoredEntry::paymentIntentId)
        .toList();
  }

  @Test
  void requeuesMoreThanABatch() throws SQLException {
    for (int i = 0; i < 450; i++) {
      fixture.store(Bodies.event("pi_" + i, "succeeded"));
    }
    fixture.update("update bamotf_inbox set status = 'ABANDONED', next_attempt_at = null");
    assertThat(fixture.admin.requeueAll(EntrySelection.of(EntryStatus.ABANDONED), false))
        .isEqualTo(450);
  }

  @Test
  void listsPageByPage() throws SQLException {
    for (int i = 0; i < 3; i++) {
      fixture.store(Bodies.event("pi_" + i, "succeeded"));
    }
    EntrySelection pending = EntrySelection.of(EntryStatus.PENDING);
    List<StoredEntry> page = fixture.admin.list(pending, 0, 2);
    assertThat(page).extracting(StoredEntry::paymentIntentId).containsExactly("pi_0", "pi_1");
    assertThat(fixture.admin.list(pending, page.get(1).id(), 2))
        .extracting(StoredEntry::paymentIntentId)
        .containsExactly("pi_2");
    assertThatThrownBy(() -> fixture.admin.list(pending, 0, 1001)).hasMessageContaining("1000");
    assertThatThrownBy(() -> EntrySelection.of(Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void requeuesFromQuarantineWhatANewerConfigurationTakes() throws SQLException {
    Settings onlyProd = InboxFixture.withModes(settings(), "prod");
    try (InboxFixture strict = new InboxFixture(dataSource, onlyProd).started()) {
      strict.store(Bodies.event("pi_1", "succeeded", "1", "test"));
      long id = strict.admin.list(EntrySelection.of(EntryStatus.QUARANTINED), 0, 1).get(0).id();
      assertThat(strict.admin.requeue(id, true))
          .isInstanceOfSatisfying(
              RequeueResult.Refused.class,
              refused -> assertThat(refused.reason()).contains("bamotf.webhook.modes"));
      assertThat(fixture.admin.requeue(id, false)).isEqualTo(new RequeueResult.Requeued());
      assertThat(claim().id()).isEqualTo(id);
    }
  }

  @Test
  void aFurtherDeliveryOfWhatWasQuarantinedForItsModeIsHandledOnceTheModeIsAccepted()
      throws SQLException {
    Settings onlyProd = InboxFixture.withModes(settings(), "prod");
    try (InboxFixture strict = new InboxFixture(dataSource, onlyProd).started()) {
      strict.store(Bodies.event("pi_1", "succeeded", "1", "test"));
      strict.store(Bodies.event("pi_1", "succeeded", "1", "test"));
    }
    Set<KnownEvent> event = Set.of(new KnownEvent("pi_1", "test", "payment_intent.succeeded"));
    assertThat(fixture.inbox.known(event)).isEmpty();
    assertThat(fixture.value("select deliveries from bamotf_inbox where status = 'QUARANTINED'"))
        .isEqualTo("2");

    assertThat(fixture.store(Bodies.event("pi_1", "succeeded", "1", "test")))
        .isEqualTo(StoreResult.Kept.STORED);
    assertThat(claim().paymentIntentId()).isEqualTo("pi_1");
    assertThat(fixture.inbox.known(event)).isEqualTo(event);
    long quarantined =
        fixture.admin.list(EntrySelection.of(EntryStatus.QUARANTINED), 0, 2).get(0).id();
    assertThat(fixture.admin.requeue(quarantined, true))
        .isInstanceOfSatisfying(
            RequeueResult.Refused.class,
            refused -> assertThat(refused.reason()).contains("is a duplicate of entry"));
  }

  @Test
  void requeuesFromQuarantineWhatANewerVersionCanRead() throws SQLException {
    byte[] broken = {'{', (byte) 0xFF};
    fixture.store(broken);
    long id = Long.parseLong(fixture.value("select id from bamotf_inbox"));
    assertThat(fixture.admin.requeue(id, true)).isInstanceOf(RequeueResult.Refused.class);
    assertThat(fixture.admin.find(id).orElseThrow().status()).isEqualTo(EntryStatus.QUARANTINED);

    // Stands for a newer version that can read the body.
    fixture.setBody(Bodies.event("pi_1", "succeeded"));
    assertThat(fixture.admin.requeue(id, false)).isEqualTo(new RequeueResult.Requeued());
    assertThat(claim().paymentIntentId()).isEqualTo("pi_1");
    assertThat(fixture.store(Bodies.event("pi_1", "succeeded")))
        .as("it occupies its deduplication key")
        .isEqualTo(StoreResult.Kept.DUPLICATE);
  }

  @Test
  void leavesInQuarantineWhatAnotherEntryTells() throws SQLException {
    byte[] broken = {'{', (byte) 0xFF};
    fixture.store(broken);
    long id = Long.parseLong(fixture.value("select id from bamotf_inbox"));
    fixture.setBody(Bodies.event("pi_1", "succeeded"));
    fixture.store(Bodies.event("pi_1", "succeeded"));
    assertThat(fixture.admin.requeue(id, false))
        .isInstanceOfSatisfying(
            RequeueResult.Refused.class,
            refused -> assertThat(refused.reason()).contains("is a duplicate of entry"));
  }

  @Test
  void whatWasHandledStaysHandledThoughItIsForced() throws SQLException {
    long id = handled("pi_1", "succeeded");
    assertThat(fixture.admin.requeue(id, true)).isInstanceOf(RequeueResult.Requeued.class);
    assertThat(fixture.inbox.recordFailure(claim(), FAILURE, TOOK, null)).isTrue();
    fixture.store(Bodies.event("pi_1", "processing"));
    assertThat(claim().superseded()).isTrue();
  }

  @Test
  void retentionRemovesWhatEndedLongAgoAndNothingElse() throws SQLException {
    handled("old", "succeeded");
    abandoned("old abandoned");
    fixture.store("not json");
    fixture.store(Bodies.event("old pending", "succeeded"));
    age("91");
    handled("young", "succeeded");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("4");
    assertThat(
            fixture.value(
                "select count(*) from bamotf_inbox where deduplication_key = 'old\tprod\tpayment_intent.succeeded'"))
        .isEqualTo("0");
  }

  @Test
  void retentionKeepsAPaymentIntentAsAWholeSoThatItCannotGoBack() throws SQLException {
    handled("old", "succeeded");
    age("91");
    fixture.store(Bodies.event("old", "processing"));
    fixture.retention.purge();
    fixture.inClaimTransaction(
        () -> {
          ClaimedEntry late = (ClaimedEntry) fixture.inbox.claim();
          assertThat(late.superseded()).isTrue();
          return fixture.inbox.end(late, EntryStatus.SUPERSEDED);
        });
    fixture.store(Bodies.event("old", "pending"));
    fixture.retention.purge();
    assertThat(claim().superseded()).isTrue();

    fixture.update(
        "update bamotf_inbox set status = 'SUPERSEDED', ended_at = current_timestamp, next_attempt_at = null where status = 'PENDING'");
    age("91");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
  }

  @Test
  void retentionRemovesWhatNobodyObserved() throws SQLException {
    handled("old", "succeeded");
    fixture.update("update bamotf_inbox set status = 'UNOBSERVED'");
    age("91");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
  }

  /** Reconciliation takes what is not in the inbox for missed, if it is younger than that. */
  @Test
  void retentionRemembersSinceWhenItHasDeletedNothing() throws SQLException {
    Instant first = fixture.inbox.completeSince();
    handled("old", "succeeded");
    fixture.retention.purge();
    assertThat(fixture.inbox.completeSince()).as("nothing was deleted").isEqualTo(first);
    age("91");
    fixture.retention.purge();
    assertThat(fixture.inbox.completeSince()).isAfter(first);

    fixture.update("update bamotf_inbox_retention set complete_since = current_timestamp");
    Instant shorterRetention = fixture.inbox.completeSince();
    handled("older", "succeeded");
    age("91");
    fixture.retention.purge();
    assertThat(fixture.inbox.completeSince()).isEqualTo(shorterRetention);
  }

  /** Or a replay of the old event would be new, though the payment intent is not forgotten. */
  @Test
  void retentionKeepsWhatIsOldUntilTheWholePaymentIntentIs() throws SQLException {
    handled("pi_1", "processing");
    age("91");
    handled("pi_1", "succeeded");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("2");

    age("91");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
  }

  @Test
  void retentionWorksThroughMoreThanABatch() throws SQLException {
    for (int i = 0; i < Retention.BATCH + 50; i++) {
      fixture.store(Bodies.event("pi_" + i, "succeeded"));
    }
    fixture.update(
        "update bamotf_inbox set status = 'HANDLED', ended_at = current_timestamp, next_attempt_at = null");
    age("91");
    fixture.retention.purge();
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
  }

  @Test
  void severalServersMayApplyRetentionAtTheSameTime() throws SQLException {
    for (int i = 0; i < 3 * Retention.BATCH; i++) {
      fixture.store(Bodies.event("pi_" + i, "succeeded"));
    }
    fixture.update(
        "update bamotf_inbox set status = 'HANDLED', ended_at = current_timestamp, next_attempt_at = null");
    age("91");
    try (InboxFixture other = new InboxFixture(dataSource, settings())) {
      CyclicBarrier start = new CyclicBarrier(2);
      CompletableFuture<?> first = purgeAfter(start, fixture);
      CompletableFuture<?> second = purgeAfter(start, other);
      CompletableFuture.allOf(first, second).join();
    }
    assertThat(fixture.value("select count(*) from bamotf_inbox")).isEqualTo("0");
  }

  private static CompletableFuture<?> purgeAfter(CyclicBarrier start, InboxFixture server) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            start.await();
            server.retention.purge();
          } catch (SQLException | InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void retentionDoesNotKeepReceiversWaiting() throws SQLException {
    handled("old", "succeeded");
    age("91");
    fixture.inClaimTransaction(
        () -> {
          try (Connection connection = fixture.database.connection()) {
            fixture.retention.purgeBatch(connection, fixture.database.dialect(), 0);
          }
          // The purge has not committed yet.
          onAnotherThread(
              () ->
                  assertThat(fixture.store(Bodies.event("young", "succeeded")))
                      .isEqualTo(StoreResult.Kept.STORED));
          return null;
        });
    assertThat(fixture.value("select payment_intent_id from bamotf_inbox")).isEqualTo("young");
  }

  void age(String days) {
    fixture.update(
        "update bamotf_inbox set received_at = received_at - interval '%s' day, ended_at = ended_at - interval '%s' day"
            .formatted(days, days));
  }

  long handled(String intent, String event) throws SQLException {
    fixture.store(Bodies.event(intent, event));
    return fixture.inClaimTransaction(
        () -> {
          ClaimedEntry entry = (ClaimedEntry) fixture.inbox.claim();
          fixture.inbox.end(entry, EntryStatus.HANDLED);
          return entry.id();
        });
  }

  long abandoned(String intent) throws SQLException {
    fixture.store(Bodies.event(intent, "succeeded"));
    ClaimedEntry entry = claim();
    assertThat(fixture.inbox.recordFailure(entry, FAILURE, TOOK, null)).isTrue();
    return entry.id();
  }

  private ClaimedEntry claim() throws SQLException {
    return fixture.inClaimTransaction(() -> (ClaimedEntry) fixture.inbox.claim());
  }

  private interface Action {
    void run() throws SQLException;
  }

  private static void onAnotherThread(Action action) {
    java.util.concurrent.CompletableFuture.runAsync(
            () -> {
              try {
                action.run();
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            })
        .orTimeout(10, java.util.concurrent.TimeUnit.MINUTES)
        .join();
  }
}
