package com.bamotf.webhooks.inbox.admin;

import static com.bamotf.webhooks.inbox.EntryStatus.ABANDONED;
import static com.bamotf.webhooks.inbox.EntryStatus.HANDLED;
import static com.bamotf.webhooks.inbox.EntryStatus.PENDING;
import static com.bamotf.webhooks.inbox.EntryStatus.QUARANTINED;
import static com.bamotf.webhooks.inbox.EntryStatus.SUPERSEDED;
import static com.bamotf.webhooks.inbox.EntryStatus.UNOBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.admin.InboxSummary.Group;
import com.bamotf.webhooks.inbox.admin.InboxSummary.Hour;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a summary says, on any database. */
abstract class SummaryContract extends AdminScenes {

  private static final String SUCCEEDED = "payment_intent.succeeded";
  private static final String CLASS = "java.lang.IllegalStateException";

  @Test
  void anEmptyInboxNeedsNoAttention() throws SQLException {
    InboxSummary summary = summary();
    assertThat(summary.counts()).hasSize(6).values().containsOnly(0L);
    assertThat(summary.oldestPending()).isNull();
    assertThat(summary.attention()).isEmpty();
    assertThat(summary.rates())
        .hasSize(25)
        .allSatisfy(hour -> assertThat(hour).isEqualTo(new Hour(hour.from(), 0, 0, 0)));
  }

  @Test
  void countsEveryStatus() throws SQLException {
    handled("pi_1", "succeeded");
    handled("pi_2", "succeeded");
    abandoned("pi_3", "succeeded");
    quarantined("not json");
    unobserved("pi_4", "succeeded");
    superseded("pi_5", "succeeded");
    retrying("pi_6", "succeeded");
    pending("pi_7", "succeeded");
    pending("pi_8", "succeeded");
    assertThat(summary().counts())
        .isEqualTo(
            Map.of(
                HANDLED,
                2L,
                ABANDONED,
                1L,
                QUARANTINED,
                1L,
                UNOBSERVED,
                1L,
                SUPERSEDED,
                1L,
                PENDING,
                3L));
  }

  @Test
  void countsWhatEndedLongAgoNowAndThen() throws SQLException {
    long old = handled("pi_1", "succeeded");
    long edge = handled("pi_2", "succeeded");
    handled("pi_3", "succeeded");
    Instant now = summary().at().truncatedTo(ChronoUnit.SECONDS);
    at("ended_at", now.minus(HandledCount.RECENT).minusMillis(1), "bamotf_inbox where id = " + old);
    at("ended_at", now.minus(HandledCount.RECENT), "bamotf_inbox where id = " + edge);
    HandledCount handled = new HandledCount();
    assertThat(count(handled, now)).isEqualTo(3);
    handled("pi_4", "succeeded");
    fixture.update("update bamotf_inbox set status = 'PENDING' where id = " + edge);
    assertThat(count(handled, now)).as("one more, and one less").isEqualTo(3);
    fixture.update("delete from bamotf_inbox where id = " + old);
    assertThat(count(handled, now.plus(HandledCount.INTERVAL).minusMillis(1))).isEqualTo(3);
    assertThat(count(handled, now.plus(HandledCount.INTERVAL))).isEqualTo(2);
  }

  private long count(HandledCount handled, Instant now) throws SQLException {
    return fixture.database.inTransaction(connection -> handled.count(connection, now));
  }

  @Test
  void tellsTheAgeOfTheOldestPendingEntry() throws SQLException {
    long oldest = pending("pi_1", "succeeded");
    pending("pi_2", "succeeded");
    long handled = handled("pi_3", "succeeded");
    receivedEarlier(oldest, "1' hour");
    receivedEarlier(handled, "2' hour");
    InboxSummary summary = summary();
    assertThat(summary.oldestPending())
        .isBetween(Duration.ofHours(1), Duration.ofHours(1).plusMinutes(5));
    assertThat(summary.at()).isAfterOrEqualTo(entry(handled).endedAt());
  }

  @Test
  void groupsWhatFailedAlike() throws SQLException {
    long first = abandoned("pi_1", "succeeded", new IllegalStateException("first"));
    long second = abandoned("pi_2", "succeeded", new IllegalStateException("second"));
    abandoned("pi_3", "canceled", new IllegalStateException("first"));
    abandoned("pi_4", "succeeded", new IllegalArgumentException("other"));
    List<Group> groups = summary().attention();
    assertThat(groups).extracting(Group::count).containsExactly(1L, 1L, 2L);
    assertThat(groups.get(2))
        .isEqualTo(
            new Group(
                ABANDONED,
                SUCCEEDED,
                CLASS,
                2,
                entry(first).endedAt(),
                entry(second).endedAt(),
                CLASS + ": second"));
    assertThat(groups.get(1).event()).isEqualTo("payment_intent.canceled");
    assertThat(groups.get(0).errorClass()).isEqualTo("java.lang.IllegalArgumentException");
  }

  @Test
  void groupsByTheInnermostExceptionWhetherItHasAMessageOrNot() throws SQLException {
    abandoned("pi_1", "succeeded", new IllegalStateException());
    abandoned("pi_2", "succeeded", new RuntimeException(new IllegalStateException("no")));
    abandoned("pi_3", "succeeded", new RuntimeException("outer", new IllegalStateException()));
    assertThat(summary().attention())
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.errorClass()).isEqualTo(CLASS);
              assertThat(group.count()).isEqualTo(3);
              assertThat(ids(EntrySelection.all().withText(group.errorClass()))).hasSize(3);
            });
  }

  @Test
  void showsEveryKindOfTroubleAndNothingElse() throws SQLException {
    long retrying = retrying("pi_1", "succeeded");
    long unobserved = unobserved("pi_2", "succeeded");
    long quarantined = quarantined("not json");
    handled("pi_3", "succeeded");
    superseded("pi_4", "succeeded");
    pending("pi_5", "succeeded");
    fixture.admin.requeue(abandoned("pi_6", "succeeded"), false);
    Instant received = entry(quarantined).receivedAt();
    Instant ended = entry(unobserved).endedAt();
    Instant failed = entry(retrying).receivedAt();
    assertThat(summary().attention())
        .containsExactly(
            new Group(
                QUARANTINED, null, null, 1, received, received, entry(quarantined).lastError()),
            new Group(UNOBSERVED, SUCCEEDED, null, 1, ended, ended, ""),
            new Group(PENDING, SUCCEEDED, CLASS, 1, failed, failed, CLASS + ": no"));
  }

  @Test
  void showsNoMoreThanTwentyGroups() throws SQLException {
    for (int i = 0; i < 22; i++) {
      unobserved("pi_1", "event" + i);
    }
    assertThat(summary().attention())
        .hasSize(20)
        .extracting(Group::event)
        .startsWith("payment_intent.event21")
        .endsWith("payment_intent.event2");
  }

  @Test
  void countsByTheHour() throws SQLException {
    long handled = handled("pi_1", "succeeded");
    long abandoned = abandoned("pi_2", "succeeded");
    pending("pi_3", "succeeded");
    quarantined("not json");
    Instant current = summary().at().truncatedTo(ChronoUnit.HOURS);
    at("received_at", current.minusSeconds(1), "bamotf_inbox where id = " + handled);
    at("ended_at", current, "bamotf_inbox where id = " + handled);
    at("ended_at", current, "bamotf_inbox where id = " + abandoned);
    at("received_at", current.minus(24, ChronoUnit.HOURS), "bamotf_inbox where id = " + abandoned);
    at("started_at", current.minusSeconds(3600), "bamotf_inbox_attempt");
    List<Hour> rates = summary().rates();
    assertThat(rates.get(0)).isEqualTo(new Hour(current.minus(24, ChronoUnit.HOURS), 1, 0, 0));
    assertThat(rates.get(23)).isEqualTo(new Hour(current.minusSeconds(3600), 1, 0, 1));
    assertThat(rates.get(24)).isEqualTo(new Hour(current, 2, 1, 0));
    assertThat(rates.subList(1, 23))
        .allSatisfy(hour -> assertThat(hour).isEqualTo(new Hour(hour.from(), 0, 0, 0)));

    at(
        "received_at",
        current.minus(24, ChronoUnit.HOURS).minusMillis(1),
        "bamotf_inbox where id = " + abandoned);
    assertThat(summary().rates().get(0).received()).isZero();
  }

  private void at(String column, Instant time, String rows) {
    String[] parts = rows.split(" where ", 2);
    fixture.update(
        "update %s set %s = timestamp with time zone '%s' where %s"
            .formatted(
                parts[0],
                column,
                time.toString().replace("T", " ").replace("Z", "+00"),
                parts.length == 1 ? "1 = 1" : parts[1]));
  }

  private void receivedEarlier(long id, String interval) {
    fixture.update(
        "update bamotf_inbox set received_at = received_at - interval '%s where id = %s"
            .formatted(interval, id));
  }

  private InboxSummary summary() throws SQLException {
    return fixture.database.inTransaction(new SummaryQueries()::read);
  }
}
