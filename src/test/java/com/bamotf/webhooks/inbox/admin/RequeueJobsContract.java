package com.bamotf.webhooks.inbox.admin;

import static com.bamotf.webhooks.inbox.EntryStatus.ABANDONED;
import static com.bamotf.webhooks.inbox.EntryStatus.HANDLED;
import static com.bamotf.webhooks.inbox.EntryStatus.PENDING;
import static com.bamotf.webhooks.inbox.EntryStatus.QUARANTINED;
import static com.bamotf.webhooks.inbox.EntryStatus.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.admin.RequeueJob.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bulk requeues in the background, on any database. */
abstract class RequeueJobsContract extends AdminScenes {

  private static final EntrySelection ABANDONED_ONES = EntrySelection.of(ABANDONED);

  @Test
  void requeuesEverythingUpToAnEntry() throws SQLException {
    long first = abandoned("pi_1", "succeeded");
    long late = abandoned("pi_2", "processing");
    handled("pi_2", "succeeded");
    long last = abandoned("pi_3", "succeeded");
    long upTo = fixture.admin.preview(ABANDONED_ONES).upTo();
    long newer = abandoned("pi_4", "succeeded");

    RequeueJob started = start(ABANDONED_ONES, upTo, false);
    assertThat(started.total()).isEqualTo(3);
    assertThat(ended(started)).isEqualTo(job(started, State.DONE, 2, 1));
    assertThat(entry(first).status()).isEqualTo(PENDING);
    assertThat(entry(last).status()).isEqualTo(PENDING);
    assertThat(entry(late).status()).isEqualTo(ABANDONED);
    assertThat(entry(newer).status()).isEqualTo(ABANDONED);
    assertThat(fixture.audit.of(last, 10))
        .singleElement()
        .satisfies(record -> assertThat(record.actor()).isEqualTo(ANNA));
    assertThat(fixture.audit.of(late, 10)).isEmpty();
  }

  @Test
  void forcesWhatIsToBeForced() throws SQLException {
    long late = abandoned("pi_2", "processing");
    handled("pi_2", "succeeded");
    RequeueJob started = start(ABANDONED_ONES, late, true);
    assertThat(ended(started)).isEqualTo(job(started, State.DONE, 1, 0));
    assertThat(entry(late).forced()).isTrue();
  }

  @Test
  void hasNothingToDoIfNothingWasSeen() throws SQLException {
    long id = abandoned("pi_1", "succeeded");
    RequeueJob nothing = start(ABANDONED_ONES, 0, false);
    assertThat(ended(nothing)).isEqualTo(job(nothing, State.DONE, 0, 0));
    RequeueJob pending = start(EntrySelection.of(PENDING), id, false);
    assertThat(ended(pending)).isEqualTo(job(pending, State.DONE, 0, 0));
    assertThat(entry(id).status()).isEqualTo(ABANDONED);
    RequeueJob everything = start(ABANDONED_ONES, Long.MAX_VALUE, false);
    assertThat(ended(everything).done()).isEqualTo(1);
  }

  @Test
  void stopsAfterTheEntryInWorkIfCanceled() throws SQLException {
    abandoned("pi_1", "succeeded");
    long second = abandoned("pi_2", "succeeded");
    long third = abandoned("pi_3", "succeeded");
    RequeueJob started;
    try (Connection lock = locking(second)) {
      started = start(ABANDONED_ONES, third, false);
      Waiting.await().until(() -> find(started).done() == 1);
      assertThat(find(started).state()).isEqualTo(State.RUNNING);
      assertThat(fixture.jobs.cancel(started.id()).orElseThrow().id()).isEqualTo(started.id());
      lock.rollback();
    }
    assertThat(ended(started)).isEqualTo(job(started, State.CANCELED, 2, 0));
    assertThat(entry(third).status()).isEqualTo(ABANDONED);
    assertThat(fixture.jobs.cancel(started.id()).orElseThrow().state()).isEqualTo(State.CANCELED);

    RequeueJob again = start(ABANDONED_ONES, third, false);
    assertThat(ended(again)).isEqualTo(job(again, State.DONE, 1, 0));
  }

  @Test
  void runsOnlySoManyAtATime() throws SQLException {
    long id = abandoned("pi_1", "succeeded");
    List<RequeueJob> started = new ArrayList<>();
    try (Connection lock = locking(id)) {
      for (int i = 0; i < RequeueJobs.MAX_RUNNING; i++) {
        started.add(start(ABANDONED_ONES, id, false));
      }
      assertThatThrownBy(() -> start(ABANDONED_ONES, id, false))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("3 bulk requeues are running");
      lock.rollback();
    }
    for (RequeueJob job : started) {
      ended(job);
    }
    assertThat(entry(id).requeues()).isEqualTo(1);
    assertThat(ended(start(ABANDONED_ONES, id, false)).state()).isEqualTo(State.DONE);
  }

  @Test
  void saysWhyItFailedAndGoesOnIfStartedAgain() throws SQLException {
    long id = abandoned("pi_1", "succeeded");
    fixture.update("alter table bamotf_audit rename to bamotf_audit_away");
    RequeueJob failed = ended(start(ABANDONED_ONES, id, false));
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.problem()).containsIgnoringCase("bamotf_audit");
    assertThat(entry(id).status()).isEqualTo(ABANDONED);

    fixture.update("alter table bamotf_audit_away rename to bamotf_audit");
    RequeueJob again = start(ABANDONED_ONES, id, false);
    assertThat(ended(again)).isEqualTo(job(again, State.DONE, 1, 0));
  }

  @Test
  void remembersTheLastOnes() throws SQLException {
    RequeueJob first = ended(start(ABANDONED_ONES, 0, false));
    for (int i = 1; i < RequeueJobs.MAX_KEPT; i++) {
      ended(start(ABANDONED_ONES, 0, false));
    }
    assertThat(fixture.jobs.find(first.id())).isPresent();
    ended(start(ABANDONED_ONES, 0, false));
    assertThat(fixture.jobs.find(first.id())).isEmpty();
    assertThat(fixture.jobs.find("unknown")).isEmpty();
    assertThat(fixture.jobs.cancel("unknown")).isEmpty();
  }

  @Test
  void endsWithTheApplication() throws SQLException {
    long first = abandoned("pi_1", "succeeded");
    long second = abandoned("pi_2", "succeeded");
    Thread stopping = new Thread(() -> Admins.stop(fixture.jobs));
    RequeueJob started;
    try (Connection lock = locking(first)) {
      started = start(ABANDONED_ONES, second, false);
      stopping.start();
      Waiting.await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> start(ABANDONED_ONES, 0, false))
                      .hasMessageContaining("stopping"));
      lock.rollback();
    }
    assertThat(ended(started).state()).isEqualTo(State.CANCELED);
    assertThat(entry(second).status()).isEqualTo(ABANDONED);
  }

  @Test
  void doesNotRepeatWhatWasHandledSinceItsBatchWasRead() throws SQLException {
    abandoned("pi_1", "succeeded");
    long second = abandoned("pi_2", "succeeded");
    long third = abandoned("pi_3", "succeeded");
    RequeueJob started;
    try (Connection lock = locking(second)) {
      started = start(ABANDONED_ONES, third, true);
      Waiting.await().until(() -> find(started).done() == 1);
      fixture.update("update bamotf_inbox set status = 'HANDLED' where id = " + third);
      lock.rollback();
    }
    assertThat(ended(started)).isEqualTo(job(started, State.DONE, 2, 1));
    assertThat(entry(third).status()).isEqualTo(HANDLED);
  }

  @Test
  void doesNotFailIfAWebhookIsFaster() throws SQLException {
    long id = overtakenInQuarantine("pi_1", "succeeded");
    RequeueJob started = start(EntrySelection.of(QUARANTINED), id, false);
    assertThat(ended(started)).isEqualTo(job(started, State.DONE, 0, 1));
  }

  @Test
  void doesNotRepeatWhatAnotherJobHasRepeated() throws SQLException {
    longAgo(handled("pi_1", "succeeded"));
    long id = handled("pi_2", "succeeded");
    longAgo(id);
    RequeueJob started;
    try (Connection lock = locking(id);
        Statement repeated = lock.createStatement()) {
      started = start(EntrySelection.of(HANDLED), id, true);
      Waiting.await().until(() -> find(started).done() == 1);
      repeated.executeUpdate("update bamotf_inbox set requeues = requeues + 1 where id = " + id);
      lock.commit();
    }
    assertThat(ended(started)).isEqualTo(job(started, State.DONE, 1, 1));
    assertThat(entry(id).status()).isEqualTo(HANDLED);
  }

  @Test
  void doesNotTouchWhatEndedAfterItWasCounted() throws SQLException {
    long waiting = pending("pi_1", "succeeded");
    long failing = pending("pi_2", "succeeded");
    long counted = abandoned("pi_3", "succeeded");
    RequeuePreview seen = fixture.admin.preview(EntrySelection.all());
    fixture.update(
        "update bamotf_inbox set status = 'HANDLED', ended_at = current_timestamp where id = "
            + waiting);
    fixture.update(
        "update bamotf_inbox set status = 'ABANDONED', ended_at = current_timestamp where id = "
            + failing);
    RequeueJob started =
        fixture.jobs.start(EntrySelection.all(), seen.upTo(), seen.asOf(), true, ANNA);
    assertThat(ended(started)).isEqualTo(job(started, State.DONE, 1, 2));
    assertThat(entry(counted).status()).isEqualTo(PENDING);
    assertThat(entry(waiting).status()).isEqualTo(HANDLED);
    assertThat(entry(failing).status()).isEqualTo(ABANDONED);
  }

  @Test
  void doesNotTouchWhatMayHaveBeenInWorkWhenItWasCounted() throws SQLException {
    long recent = handled("pi_1", "succeeded");
    long overtaken = superseded("pi_2", "processing");
    long old = handled("pi_3", "succeeded");
    longAgo(old);
    RequeuePreview seen = fixture.admin.preview(EntrySelection.all());
    RequeueJob started =
        fixture.jobs.start(EntrySelection.all(), seen.upTo(), seen.asOf(), true, ANNA);
    assertThat(ended(started)).isEqualTo(job(started, State.DONE, 1, 2));
    assertThat(entry(recent).status()).isEqualTo(HANDLED);
    assertThat(entry(overtaken).status()).isEqualTo(SUPERSEDED);
    assertThat(entry(old).status()).isEqualTo(PENDING);
  }

  /** Before any handling that may be in progress began. */
  private void longAgo(long id) {
    fixture.update(
        "update bamotf_inbox set ended_at = ended_at - interval '1' hour where id = " + id);
  }

  /** Of what has ended by now. */
  private RequeueJob start(EntrySelection selection, long upTo, boolean force) throws SQLException {
    Instant asOf = fixture.admin.preview(EntrySelection.all()).asOf();
    return fixture.jobs.start(selection, upTo, asOf, force, ANNA);
  }

  /** Lets whoever changes this entry wait until the connection rolls back. */
  private Connection locking(long id) throws SQLException {
    Connection connection = fixture.connection();
    connection.setAutoCommit(false);
    try (PreparedStatement lock =
        connection.prepareStatement("select id from bamotf_inbox where id = ? for update")) {
      lock.setLong(1, id);
      lock.executeQuery().close();
    }
    return connection;
  }

  private static RequeueJob job(RequeueJob started, State state, long done, long refused) {
    return new RequeueJob(started.id(), state, done, refused, started.total(), null);
  }

  private RequeueJob find(RequeueJob job) {
    return fixture.jobs.find(job.id()).orElseThrow();
  }

  private RequeueJob ended(RequeueJob job) {
    return Waiting.await().until(() -> find(job), found -> found.state() != State.RUNNING);
  }
}
