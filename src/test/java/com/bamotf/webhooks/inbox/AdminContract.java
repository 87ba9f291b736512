package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.FailedAttempt;
import com.bamotf.webhooks.inbox.admin.RequeueResult;
import com.bamotf.webhooks.inbox.admin.StoredEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator can do with entries, on any database. */
abstract class AdminContract extends RetentionContract {

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
    assertThat(fixture.inbox.known(event).stored()).isEmpty();
    assertThat(fixture.value("select deliveries from bamotf_inbox where status = 'QUARANTINED'"))
        .isEqualTo("2");

    assertThat(fixture.store(Bodies.event("pi_1", "succeeded", "1", "test")))
        .isInstanceOf(StoreResult.Stored.class);
    assertThat(claim().paymentIntentId()).isEqualTo("pi_1");
    assertThat(fixture.inbox.known(event).stored()).isEqualTo(event);
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
        .isInstanceOf(StoreResult.Duplicate.class);
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
}
