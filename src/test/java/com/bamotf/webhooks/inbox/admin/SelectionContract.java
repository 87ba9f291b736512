package com.bamotf.webhooks.inbox.admin;

import static com.bamotf.webhooks.inbox.EntryStatus.ABANDONED;
import static com.bamotf.webhooks.inbox.EntryStatus.HANDLED;
import static com.bamotf.webhooks.inbox.EntryStatus.PENDING;
import static com.bamotf.webhooks.inbox.EntryStatus.QUARANTINED;
import static com.bamotf.webhooks.inbox.EntryStatus.SUPERSEDED;
import static com.bamotf.webhooks.inbox.EntryStatus.UNOBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Bodies;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator finds, on any database. */
abstract class SelectionContract extends AdminScenes {

  private static final EntrySelection ALL = EntrySelection.all();
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void listsTheNewestFirstPageByPage() throws SQLException {
    long first = pending("pi_1", "succeeded");
    long second = handled("pi_2", "succeeded");
    long third = abandoned("pi_3", "succeeded");
    assertThat(page(Long.MAX_VALUE, 2)).containsExactly(third, second);
    assertThat(page(second, 2)).containsExactly(first);
    assertThat(page(first, 2)).isEmpty();
    assertThatThrownBy(() -> page(Long.MAX_VALUE, 0)).hasMessageContaining("1000");
    assertThatThrownBy(() -> page(Long.MAX_VALUE, 1001)).hasMessageContaining("1000");
  }

  private List<Long> page(long beforeId, int limit) throws SQLException {
    return fixture.admin.page(ALL, beforeId, limit).stream().map(StoredEntry::id).toList();
  }

  @Test
  void selectsByStatus() throws SQLException {
    long handled = handled("pi_1", "succeeded");
    long abandoned = abandoned("pi_2", "succeeded");
    long quarantined = quarantined("not json");
    long unobserved = unobserved("pi_3", "succeeded");
    long superseded = superseded("pi_4", "succeeded");
    long pending = pending("pi_5", "succeeded");
    assertThat(ids(EntrySelection.of(HANDLED))).containsExactly(handled);
    assertThat(ids(EntrySelection.of(ABANDONED))).containsExactly(abandoned);
    assertThat(ids(EntrySelection.of(QUARANTINED))).containsExactly(quarantined);
    assertThat(ids(EntrySelection.of(UNOBSERVED))).containsExactly(unobserved);
    assertThat(ids(EntrySelection.of(SUPERSEDED))).containsExactly(superseded);
    assertThat(ids(EntrySelection.of(PENDING))).containsExactly(pending);
    assertThat(ids(ALL)).hasSize(6);
  }

  @Test
  void mergesStatusesInTheOrderOfTheEntries() throws SQLException {
    long first = abandoned("pi_1", "succeeded");
    long second = handled("pi_2", "succeeded");
    long third = abandoned("pi_3", "succeeded");
    pending("pi_4", "succeeded");
    EntrySelection ended = EntrySelection.of(HANDLED, ABANDONED);
    assertThat(ids(ended)).containsExactly(third, second, first);
    assertThat(fixture.admin.page(ended, Long.MAX_VALUE, 2))
        .extracting(StoredEntry::id)
        .containsExactly(third, second);
    assertThat(fixture.admin.list(ended, 0, 2))
        .extracting(StoredEntry::id)
        .containsExactly(first, second);
  }

  @Test
  void selectsWhatIsOutOfTheOrdinary() throws SQLException {
    long usual = handled("pi_1", "succeeded");
    long canceled = handled("pi_2", "canceled");
    long test = stored(Bodies.event("pi_3", "succeeded", "1", "test"), Source.WEBHOOK);
    long reconciled = stored(Bodies.event("pi_4", "succeeded"), Source.RECONCILED);
    assertThat(ids(ALL.withEvent("payment_intent.canceled"))).containsExactly(canceled);
    assertThat(ids(ALL.withEvent("payment_intent.succeeded")))
        .containsExactly(reconciled, test, usual);
    assertThat(ids(ALL.withMode("test"))).containsExactly(test);
    assertThat(ids(ALL.withMode("prod"))).containsExactly(reconciled, canceled, usual);
    assertThat(ids(ALL.withSource(Source.RECONCILED))).containsExactly(reconciled);
    assertThat(ids(ALL.withSource(Source.WEBHOOK))).containsExactly(test, canceled, usual);
    assertThat(ids(ALL.withPaymentIntent("pi_3"))).containsExactly(test);
    assertThat(ids(EntrySelection.of(PENDING).withSource(Source.RECONCILED).withMode("test")))
        .isEmpty();
  }

  @Test
  void selectsWhatCouldNotBeReadAtFirst() throws SQLException {
    long id = quarantined("not json");
    fixture.setBody(Bodies.event("pi_1", "canceled", "1", "test"));
    assertThat(fixture.admin.requeue(id, false)).isEqualTo(new RequeueResult.Requeued());
    assertThat(ids(ALL.withEvent("payment_intent.canceled"))).containsExactly(id);
    assertThat(ids(ALL.withMode("test"))).containsExactly(id);
  }

  @Test
  void selectsByTheNumberOfAttempts() throws SQLException {
    long none = pending("pi_1", "succeeded");
    long one = retrying("pi_2", "succeeded");
    long handled = handled("pi_3", "succeeded");
    long retried = ended(retrying("pi_4", "succeeded"), HANDLED);
    assertThat(ids(ALL.withMinAttempts(0))).containsExactly(retried, handled, one, none);
    assertThat(ids(ALL.withMinAttempts(1))).containsExactly(retried, handled, one);
    assertThat(ids(ALL.withMinAttempts(2))).containsExactly(retried);
    assertThat(ids(ALL.withMinAttempts(3))).isEmpty();
  }

  @Test
  void findsTextInTheLastError() throws SQLException {
    long abandoned = abandoned("pi_1", "succeeded", new IllegalStateException("Disk 100% full"));
    long retrying = retrying("pi_2", "succeeded");
    handled("pi_3", "succeeded");
    assertThat(ids(ALL.withText("illegalSTATE"))).containsExactly(retrying, abandoned);
    assertThat(ids(ALL.withText("DISK"))).containsExactly(abandoned);
    assertThat(ids(ALL.withText("100% f"))).containsExactly(abandoned);
    assertThat(ids(ALL.withText("1%f"))).isEmpty();
    assertThat(ids(EntrySelection.of(PENDING, HANDLED).withText("illegal")))
        .containsExactly(retrying);
  }

  @Test
  void findsTheStartOfAPaymentIntentsId() throws SQLException {
    long first = handled("pi_1", "processing");
    long second = handled("pi_1", "succeeded");
    long longer = handled("pi_12", "succeeded");
    handled("pi_2", "succeeded");
    quarantined("not json");
    assertThat(ids(ALL.withText("pi_1"))).containsExactly(longer, second, first);
    assertThat(ids(ALL.withText("pi_12"))).containsExactly(longer);
    assertThat(ids(ALL.withText("i_1"))).isEmpty();
    assertThat(ids(ALL.withText("unreadable"))).as("the start of a key is no id").isEmpty();
    assertThat(ids(EntrySelection.of(PENDING).withText("pi_1"))).isEmpty();
  }

  @Test
  void findsAnEntryOnceIfItsErrorAndItsIdMatch() throws SQLException {
    long id = abandoned("pi_1", "succeeded", new IllegalStateException("pi_1 is unknown"));
    assertThat(ids(ALL.withText("pi_1"))).containsExactly(id);
    assertThat(fixture.admin.preview(ALL.withText("pi_1")).count()).isEqualTo(1);
  }

  @Test
  void findsNothingByWhatNothingCanContain() throws SQLException {
    abandoned("pi_1", "succeeded");
    for (String text :
        List.of("no\0no", "\uD800\uD800\uD800", "pi\uDFFF", "pi\uD7FF", "x".repeat(999))) {
      assertThat(ids(ALL.withText(text))).isEmpty();
      assertThat(ids(ALL.withEvent(text))).isEmpty();
      assertThat(ids(ALL.withMode(text))).isEmpty();
      assertThat(ids(ALL.withPaymentIntent(text))).isEmpty();
    }
  }

  @Test
  void takesTimesThatNoDatabaseHolds() throws SQLException {
    long id = handled("pi_1", "succeeded");
    Instant longAgo = OffsetDateTime.parse("-999999999-01-01T00:00:00Z").toInstant();
    for (Instant early : List.of(Instant.MIN, longAgo, Instant.parse("-5000-01-01T00:00:00Z"))) {
      assertThat(ids(ALL.receivedBetween(early, null))).containsExactly(id);
      assertThat(ids(ALL.receivedBetween(null, early))).isEmpty();
    }
    for (Instant late : List.of(Instant.MAX, Instant.parse("+300000-01-01T00:00:00Z"))) {
      assertThat(ids(ALL.receivedBetween(late, null))).isEmpty();
      assertThat(ids(ALL.receivedBetween(null, late))).containsExactly(id);
    }
  }

  @Test
  void selectsByTheTimeOfReceipt() throws SQLException {
    long first = receivedAt(NOON);
    long second = receivedAt(NOON.plusSeconds(3600));
    long third = receivedAt(NOON.plusSeconds(7200));
    assertThat(ids(ALL.receivedBetween(NOON, null))).containsExactly(third, second, first);
    assertThat(ids(ALL.receivedBetween(NOON.plusMillis(1), null))).containsExactly(third, second);
    assertThat(ids(ALL.receivedBetween(null, NOON))).isEmpty();
    assertThat(ids(ALL.receivedBetween(null, NOON.plusMillis(1)))).containsExactly(first);
    assertThat(ids(ALL.receivedBetween(NOON.plusSeconds(1), NOON.plusSeconds(7200))))
        .containsExactly(second);
  }

  @Test
  void findsWhatWasReceivedOutOfOrderAroundTheBounds() throws SQLException {
    long late = receivedAt(NOON.plusSeconds(50));
    long early = receivedAt(NOON);
    ended(late, NOON.plusSeconds(51));
    ended(early, NOON.plusSeconds(1));
    ended(receivedAt(NOON.plusSeconds(3600)), NOON.plusSeconds(3601));
    assertThat(ids(ALL.receivedBetween(null, NOON.plusSeconds(1)))).containsExactly(early);
    assertThat(ids(ALL.receivedBetween(NOON.plusSeconds(49), NOON.plusSeconds(51))))
        .containsExactly(late);
  }

  @Test
  void findsWhatEndedLongAfterItsReceipt() throws SQLException {
    long requeued = receivedAt(NOON);
    long second = receivedAt(NOON.plusSeconds(3600));
    long third = receivedAt(NOON.plusSeconds(7200));
    ended(requeued, NOON.plusSeconds(3700));
    ended(second, NOON.plusSeconds(3601));
    ended(third, NOON.plusSeconds(7201));
    assertThat(ids(ALL.receivedBetween(null, NOON.plusSeconds(3601))))
        .containsExactly(second, requeued);
    assertThat(ids(ALL.receivedBetween(NOON.plusSeconds(3900), null))).containsExactly(third);
    assertThat(ids(ALL.receivedBetween(NOON, NOON.plusSeconds(1)))).containsExactly(requeued);
  }

  private long receivedAt(Instant time) {
    long id = pending("pi_" + time.getEpochSecond(), "succeeded");
    fixture.update(
        "update bamotf_inbox set received_at = %s where id = %s".formatted(literal(time), id));
    return id;
  }

  private void ended(long id, Instant time) {
    fixture.update(
        "update bamotf_inbox set status = 'HANDLED', next_attempt_at = null, ended_at = %s where id = %s"
            .formatted(literal(time), id));
  }

  private static String literal(Instant time) {
    return "timestamp with time zone '%s'"
        .formatted(time.toString().replace("T", " ").replace("Z", "+00"));
  }

  @Test
  void returnsTheBodyAsItCame() throws SQLException {
    String body = Bodies.event("pi_1", "succeeded");
    long id = pending("pi_1", "succeeded");
    assertThat(fixture.admin.body(id).orElseThrow())
        .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    assertThat(fixture.admin.body(999)).isEmpty();
  }

  @Test
  void refusesSelectionsThatCannotBeMeant() {
    assertThatThrownBy(() -> EntrySelection.of(Set.of())).hasMessageContaining("ABANDONED");
    assertThatThrownBy(() -> ALL.withText("pi")).hasMessageContaining("3 characters");
    assertThatThrownBy(() -> ALL.withMinAttempts(-1)).hasMessageContaining("0 or more");
  }
}
