package com.bamotf.webhooks.inbox.admin;

import static com.bamotf.webhooks.inbox.EntryStatus.ABANDONED;
import static com.bamotf.webhooks.inbox.EntryStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.inbox.admin.RequeueJob.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
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

    RequeueJob started = fixture.jobs.start(ABANDONED_ONES, upTo, false, ANNA);
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
    RequeueJob started = fixture.jobs.start(ABANDONED_ONES, late, true, ANNA);
    assertThat(ended(started)).isEqualTo(job(started, State.DONE, 1, 0));
    assertThat(entry(late).forced()).isTrue();
  }

  @Test
  void hasNothingToDoIfNothingWasSeen() throws SQLException {
    long id = abandoned("pi_1", "succeeded");
    RequeueJob nothing = fixture.jobs.start(ABANDONED_ONES, 0, false, ANNA);
    assertThat(ended(nothing)).isEqualTo(job(nothing, State.DONE, 0, 0));
    RequeueJob pending = fixture.jobs.start(EntrySelection.of(PENDING), id, false, ANNA);
    assertThat(ended(pending)).isEqualTo(job(pending, State.DONE, 0, 0));
    assertThat(entry(id).status()).isEqualTo(ABANDONED);
    RequeueJob everything = fixture.jobs.start(ABANDONED_ONES, Long.MAX_VALUE, false, ANNA);
    assertThat(ended(everything).done()).isEqualTo(1);
  }

  @Test
  void stopsAfterTheEntryInWorkIfCanceled() throws SQLException {
    abandoned("pi_1", "succeeded");
    long second = abandoned("pi_2", "succeeded");
    long third = abandoned("pi_3", "succeeded");
    RequeueJob started;
    try (Connection lock = locking(second)) {
      started = fixture.jobs.start(ABANDONED_ONES, third, false, ANNA);
      Awaitility.await().until(() -> find(started).done() == 1);
      assertThat(find(started).state()).isEqualTo(State.RUNNING);
      assertThat(fixture.jobs.cancel(started.id()).orElseThrow().id()).isEqualTo(started.id());
      lock.rollback();
    }
    assertThat(ended(started)).isEqualTo(job(started, State.CANCELED, 2, 0));
    assertThat(entry(third).status()).isEqualTo(ABANDONED);
    assertThat(fixture.jobs.cancel(started.id()).orElseThrow().state()).isEqualTo(State.CANCELED);

    RequeueJob again = fixture.jobs.start(ABANDONED_ONES, third, false, ANNA);
    assertThat(ended(again)).isEqualTo(job(again, State.DONE, 1, 0));
  }

  @Test
  void runsOnlySoManyAtATime() throws SQLException {
    long id = abandoned("pi_1", "succeeded");
    List<RequeueJob> started = new ArrayList<>();
    try (Connection lock = locking(id)) {
      for (int i = 0; i < RequeueJobs.MAX_RUNNING; i++) {
        started.add(fixture.jobs.start(ABANDONED_ONES, id, false, ANNA));
      }
      assertThatThrownBy(() -> fixture.jobs.start(ABANDONED_ONES, id, false, ANNA))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("3 bulk requeues are running");
      lock.rollback();
    }
    for (RequeueJob job : started) {
      ended(job);
    }
    assertThat(entry(id).requeues()).isEqualTo(1);
    assertThat(ended(fixture.jobs.start(ABANDONED_ONES, id, false, ANNA)).state())
        .isEqualTo(State.DONE);
  }

  @Test
  void saysWhyItFailedAndGoesOnIfStartedAgain() throws SQLException {
    long id = abandoned("pi_1", "succeeded");
    fixture.update("alter table bamotf_audit rename to bamotf_audit_away");
    RequeueJob failed = ended(fixture.jobs.start(ABANDONED_ONES, id, false, ANNA));
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.problem()).containsIgnoringCase("bamotf_audit");
    assertThat(entry(id).status()).isEqualTo(ABANDONED);

    fixture.update("alter table bamotf_audit_away rename to bamotf_audit");
    RequeueJob again = fixture.jobs.start(ABANDONED_ONES, id, false, ANNA);
    assertThat(ended(again)).isEqualTo(job(again, State.DONE, 1, 0));
  }

  @Test
  void remembersTheLastOnes() throws SQLException {
    RequeueJob first = ended(fixture.jobs.start(ABANDONED_ONES, 0, false, ANNA));
    for (int i = 1; i < RequeueJobs.MAX_KEPT; i++) {
      ended(fixture.jobs.start(ABANDONED_ONES, 0, false, ANNA));
    }
    assertThat(fixture.jobs.find(first.id())).isPresent();
    ended(fixture.jobs.start(ABANDONED_ONES, 0, false, ANNA));
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
      started = fixture.jobs.start(ABANDONED_ONES, second, false, ANNA);
      stopping.start();
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> fixture.jobs.start(ABANDONED_ONES, 0, false, ANNA))
                      .hasMessageContaining("stopping"));
      lock.rollback();
    }
    assertThat(ended(started).state()).isEqualTo(State.CANCELED);
    assertThat(entry(second).status()).isEqualTo(ABANDONED);
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
    return Awaitility.await().until(() -> find(job), found -> found.state() != State.RUNNING);
  }
}
