package com.bamotf.webhooks.inbox.admin;

import static com.bamotf.webhooks.inbox.EntryStatus.ABANDONED;
import static com.bamotf.webhooks.inbox.EntryStatus.HANDLED;
import static com.bamotf.webhooks.inbox.EntryStatus.PENDING;
import static com.bamotf.webhooks.inbox.EntryStatus.QUARANTINED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.admin.RequeueResult.Refused;
import com.bamotf.webhooks.inbox.admin.RequeueResult.Requeued;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What prevents a requeue, what a bulk requeue would meet, and what the audit says. */
abstract class RequeueContract extends AdminScenes {

  private static final EntrySelection ALL = EntrySelection.all();

  @Test
  void refusesWhatIsTooLateAndNamesTheLaterEntry() throws SQLException {
    long late = abandoned("pi_1", "processing");
    long unobserved = unobserved("pi_1", "pending");
    long later = handled("pi_1", "succeeded");
    handled("pi_2", "succeeded");
    assertThat(fixture.admin.requeue(late, false))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.conflict()).isEqualTo(later);
              assertThat(refused.reason()).contains("too late", "entry " + later, "force");
            });
    assertThat(conflict(unobserved)).isEqualTo(later);
    assertThat(entry(late).status()).isEqualTo(ABANDONED);
  }

  @Test
  void handlesWhatIsTooLateIfForced() throws SQLException {
    long late = abandoned("pi_1", "processing");
    handled("pi_1", "succeeded");
    assertThat(fixture.admin.requeue(late, true)).isEqualTo(new Requeued());
    assertThat(entry(late).forced()).isTrue();
    ClaimedEntry claimed = fixture.inClaimTransaction(() -> (ClaimedEntry) fixture.inbox.claim());
    assertThat(claimed.id()).isEqualTo(late);
    assertThat(claimed.superseded()).isFalse();
  }

  @Test
  void nothingSpeaksAgainstAnEventOfTheSameStageOrOfNone() throws SQLException {
    handled("pi_1", "canceled");
    assertThat(fixture.admin.requeue(abandoned("pi_1", "succeeded"), false))
        .isEqualTo(new Requeued());
    assertThat(fixture.admin.requeue(abandoned("pi_1", "audited"), false))
        .isEqualTo(new Requeued());
    unobserved("pi_2", "succeeded");
    long early = abandoned("pi_2", "processing");
    assertThat(fixture.admin.requeue(early, true)).isEqualTo(new Requeued());
    assertThat(entry(early).forced()).as("there was nothing to force").isFalse();
  }

  @Test
  void nothingSpeaksAgainstAnEventOfAnotherMode() throws SQLException {
    long test = stored(Bodies.event("pi_1", "succeeded", "1", "test"), Source.WEBHOOK);
    fixture.update("update bamotf_inbox set status = 'HANDLED', stage = 3, next_attempt_at = null");
    long prod = abandoned("pi_1", "processing");
    assertThat(prod).isGreaterThan(test);
    assertThat(fixture.admin.requeue(prod, false)).isEqualTo(new Requeued());
  }

  @Test
  void namesTheFurthestEntryThatSpeaksAgainstRepeatingWhatWasHandled() throws SQLException {
    long first = handled("pi_1", "pending");
    long second = handled("pi_1", "processing");
    long last = handled("pi_1", "succeeded");
    assertThat(conflict(first)).isEqualTo(last);
    assertThat(conflict(second)).isEqualTo(last);
    assertThat(conflict(last)).isNull();
  }

  @Test
  void leavesInQuarantineWhatIsTooLateUnlessForced() throws SQLException {
    long later = handled("pi_1", "succeeded");
    long id = quarantined("not json");
    String key = fixture.value("select deduplication_key from bamotf_inbox where id = " + id);
    fixture.update(
        "update bamotf_inbox set body = (select body from bamotf_inbox where id = %s) where id = %s"
            .formatted(pending("pi_1", "processing"), id));
    fixture.update("delete from bamotf_inbox where status = 'PENDING'");
    assertThat(conflict(id)).isEqualTo(later);
    assertThat(entry(id).status()).isEqualTo(QUARANTINED);
    assertThat(fixture.value("select deduplication_key from bamotf_inbox where id = " + id))
        .isEqualTo(key);
    assertThat(fixture.admin.requeue(id, true)).isEqualTo(new Requeued());
    assertThat(entry(id).forced()).isTrue();
  }

  @Test
  void namesTheWebhookThatWasFasterThanTheRequeue() throws SQLException {
    long id = overtakenInQuarantine("pi_1", "succeeded");
    Refused refused = (Refused) fixture.admin.requeue(entry(id), false, ANNA);
    assertThat(refused.reason()).contains("duplicate of entry");
    assertThat(entry(refused.conflict()).paymentIntentId()).isEqualTo("pi_1");
    assertThat(entry(id).status()).isEqualTo(QUARANTINED);
    assertThat(fixture.audit.of(id, 10)).isEmpty();
  }

  @Test
  void aRequeuedEntryHasNoErrorAndKeepsItsHistory() throws SQLException {
    long failed = abandoned("pi_1", "succeeded");
    assertThat(fixture.admin.requeue(failed, false)).isEqualTo(new Requeued());
    assertThat(entry(failed).attempts()).isZero();
    assertThat(entry(failed).lastError()).isNull();
    assertThat(fixture.admin.history(failed, 10)).hasSize(1);
    fixture.update("delete from bamotf_inbox");

    long unreadable = quarantined("not json");
    assertThat(entry(unreadable).lastError()).isNotNull();
    fixture.setBody(Bodies.event("pi_2", "succeeded"));
    assertThat(fixture.admin.requeueAll(ALL, false)).isEqualTo(1);
    assertThat(entry(unreadable).lastError()).isNull();
  }

  private Long conflict(long id) throws SQLException {
    return ((Refused) fixture.admin.requeue(id, false)).conflict();
  }

  @Test
  void previewsWhatABulkRequeueWouldMeet() throws SQLException {
    abandoned("pi_1", "processing");
    handled("pi_1", "succeeded");
    long highest = abandoned("pi_2", "succeeded");
    superseded("pi_3", "processing");
    pending("pi_4", "succeeded");
    assertPreview(EntrySelection.of(ABANDONED), 2, 1, highest);
    assertThat(fixture.admin.preview(EntrySelection.of(PENDING, HANDLED)).conflicts()).isEqualTo(1);
    assertPreview(ALL, 4, 3, highest + 1);
    assertPreview(EntrySelection.of(PENDING), 0, 0, 0);
    assertPreview(ALL.withPaymentIntent("pi_9"), 0, 0, 0);
    assertThat(fixture.admin.preview(ALL).asOf())
        .isAfterOrEqualTo(entry(highest).endedAt())
        .isBeforeOrEqualTo(fixture.admin.preview(ALL).asOf());
  }

  private void assertPreview(EntrySelection selection, long count, long conflicts, long upTo)
      throws SQLException {
    RequeuePreview preview = fixture.admin.preview(selection);
    assertThat(preview).isEqualTo(new RequeuePreview(count, conflicts, upTo, preview.asOf()));
  }

  @Test
  void refusesWhatHasChangedSinceItWasSeen() throws SQLException {
    long id = handled("pi_1", "succeeded");
    StoredEntry seen = entry(id);
    assertThat(fixture.admin.requeue(seen, true, ANNA)).isEqualTo(new Requeued());
    fixture.update("update bamotf_inbox set status = 'HANDLED', next_attempt_at = null");
    assertThat(fixture.admin.requeue(seen, true, ANNA))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason()).contains("changed", "check it again");
              assertThat(refused.canForce()).isFalse();
            });
    assertThat(entry(id).status()).isEqualTo(HANDLED);
    assertThat(fixture.audit.of(id, 10)).hasSize(1);
  }

  @Test
  void saysWhetherForceHelps() throws SQLException {
    long pending = pending("pi_1", "processing");
    long late = abandoned("pi_2", "processing");
    long handled = handled("pi_2", "succeeded");
    long superseded = superseded("pi_3", "processing");
    long unreadable = quarantined("not json");
    assertThat(canForce(late)).isTrue();
    assertThat(canForce(handled)).isTrue();
    assertThat(canForce(superseded)).isTrue();
    assertThat(canForce(pending)).isFalse();
    assertThat(canForce(unreadable)).isFalse();
  }

  private boolean canForce(long id) throws SQLException {
    return ((Refused) fixture.admin.requeue(id, false)).canForce();
  }

  @Test
  void aBulkRequeueLeavesWhatIsPendingAndWhatIsTooLate() throws SQLException {
    long pending = pending("pi_1", "succeeded");
    long late = abandoned("pi_2", "processing");
    handled("pi_2", "succeeded");
    long first = abandoned("pi_3", "succeeded");
    assertThat(fixture.admin.requeueAll(ALL, false)).isEqualTo(1);
    assertThat(entry(first).requeues()).isEqualTo(1);
    assertThat(entry(late).requeues()).isZero();
    assertThat(entry(pending).requeues()).isZero();
  }

  @Test
  void recordsWhoRequeuedAnEntry() throws SQLException {
    long id = abandoned("pi_1", "succeeded");
    assertThat(fixture.admin.requeue(entry(id), false, ANNA)).isEqualTo(new Requeued());
    assertThat(fixture.audit.of(id, 10))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.actor()).isEqualTo(ANNA);
              assertThat(record.action()).isEqualTo(AuditLog.REQUEUED);
              assertThat(record.entryId()).isEqualTo(id);
              assertThat(record.detail()).isNull();
              assertThat(record.at()).isAfterOrEqualTo(entry(id).receivedAt());
            });
    assertThat(fixture.admin.requeue(entry(id), false, ANNA)).isInstanceOf(Refused.class);
    assertThat(fixture.audit.of(id, 10)).as("nothing was changed").hasSize(1);

    long handled = handled("pi_2", "succeeded");
    fixture.admin.requeue(entry(handled), true, ANNA);
    assertThat(fixture.audit.of(handled, 10).get(0).detail()).isEqualTo("forced");
    fixture.admin.requeueAll(EntrySelection.of(ABANDONED), false);
    assertThat(fixture.audit.page(Long.MAX_VALUE, 10)).hasSize(2);
  }

  @Test
  void doesNotRequeueWhatCannotBeRecorded() throws SQLException {
    long id = abandoned("pi_1", "succeeded");
    fixture.update("drop table bamotf_audit");
    assertThatThrownBy(() -> fixture.admin.requeue(entry(id), false, ANNA))
        .isInstanceOf(SQLException.class);
    assertThat(entry(id).status()).isEqualTo(ABANDONED);
  }

  @Test
  void listsTheAuditPageByPage() throws SQLException {
    for (int i = 0; i < 3; i++) {
      fixture.audit.add(ANNA, "viewed", (long) i, null);
    }
    fixture.audit.add(new Actor("bert", "::1", null), "signed in", null, "detail");
    assertThat(fixture.audit.page(Long.MAX_VALUE, 2))
        .extracting(AuditRecord::action)
        .containsExactly("signed in", "viewed");
    AuditRecord newest = fixture.audit.page(Long.MAX_VALUE, 1).get(0);
    assertThat(newest.actor()).isEqualTo(new Actor("bert", "::1", null));
    assertThat(newest.entryId()).isNull();
    assertThat(newest.detail()).isEqualTo("detail");
    assertThat(fixture.audit.page(newest.id(), 10))
        .extracting(AuditRecord::entryId)
        .containsExactly(2L, 1L, 0L);
    assertThat(fixture.audit.of(1, 10)).hasSize(1);
    assertThatThrownBy(() -> fixture.audit.page(1, 1001)).hasMessageContaining("1000");
    assertThatThrownBy(() -> fixture.audit.of(1, 0)).hasMessageContaining("1000");
  }

  @Test
  void listsTheRecordsOfAnActionPageByPage() throws SQLException {
    fixture.audit.add(ANNA, "requeued all", null, "job 1");
    for (int i = 0; i < 3; i++) {
      fixture.audit.add(ANNA, AuditLog.REQUEUED, (long) i, null);
    }
    fixture.audit.add(ANNA, "requeued all", null, "job 2");
    assertThat(fixture.audit.page("requeued all", Long.MAX_VALUE, 10))
        .extracting(AuditRecord::detail)
        .containsExactly("job 2", "job 1");
    AuditRecord newest = fixture.audit.page("requeued all", Long.MAX_VALUE, 1).get(0);
    assertThat(newest.detail()).isEqualTo("job 2");
    assertThat(fixture.audit.page("requeued all", newest.id(), 1))
        .extracting(AuditRecord::detail)
        .containsExactly("job 1");
    assertThat(fixture.audit.page("requeued\0", Long.MAX_VALUE, 10)).isEmpty();
    String longAction = "x".repeat(100);
    fixture.audit.add(ANNA, longAction, null, null);
    assertThat(fixture.audit.page(longAction, Long.MAX_VALUE, 10)).hasSize(1);
    assertThatThrownBy(() -> fixture.audit.page("viewed", 1, 1001)).hasMessageContaining("1000");
  }

  @Test
  void cutsWhatIsTooLongForTheAudit() throws SQLException {
    String longText = "x".repeat(5000);
    fixture.audit.add(new Actor(longText, longText, longText), longText, 1L, longText);
    AuditRecord record = fixture.audit.of(1, 1).get(0);
    assertThat(record.actor().name()).hasSize(255);
    assertThat(record.actor().address()).hasSize(255);
    assertThat(record.actor().reason()).hasSize(1000);
    assertThat(record.action()).hasSize(64);
    assertThat(record.detail()).hasSize(4000);
  }

  @Test
  void keepsTheAuditLongerThanEntries() throws SQLException {
    fixture.audit.add(ANNA, "expired", 1L, null);
    fixture.update(
        "update bamotf_audit set recorded_at = recorded_at - interval '%s' day"
            .formatted(InboxFixture.SETTINGS.admin().auditRetention().toDays() + 1));
    fixture.audit.add(ANNA, "kept", 1L, null);
    fixture.update(
        "update bamotf_audit set recorded_at = recorded_at - interval '300' day where action = 'kept'");
    fixture.purgeAfter(0);
    assertThat(fixture.audit.of(1, 10)).extracting(AuditRecord::action).containsExactly("kept");
  }
}
