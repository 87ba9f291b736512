package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.event.AbandonEventException;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.inbox.Claim.ClaimedEntry;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.server.ServerClock;
import com.bamotf.webhooks.telemetry.Span;
import com.bamotf.webhooks.telemetry.Telemetry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What happens if the record of a failed attempt cannot be written. */
class FailureRecorderTest {

  private static final ClaimedEntry ENTRY =
      new ClaimedEntry(
          1,
          "pi_1",
          "payment_intent.succeeded",
          Source.WEBHOOK,
          0,
          false,
          null,
          null,
          Duration.ZERO,
          new byte[0]);

  private final Queue<SQLException> faults = new ArrayDeque<>();
  private final List<Throwable> attempts = new ArrayList<>();
  private boolean endedElsewhere;

  private final Telemetry telemetry = new Telemetry();

  private final FailureRecorder recorder =
      new FailureRecorder(
          new Inbox(null, null, null, new Telemetry()) {
            @Override
            public boolean recordFailure(
                ClaimedEntry entry, Throwable failure, Duration duration, Duration pause)
                throws SQLException {
              attempts.add(failure);
              if (!faults.isEmpty()) {
                throw faults.remove();
              }
              return !endedElsewhere;
            }
          },
          InboxFixture.SETTINGS,
          new ServerClock(),
          telemetry);

  private final RuntimeException failure = new IllegalStateException("of the handler");

  /** Or the record would hide the handler's failure once the database is back. */
  @Test
  void anOutageIsReportedAndNotRecordedAsSomethingElse() {
    SQLException outage = new SQLException("the connection is gone", "08006");
    faults.add(outage);

    assertThatThrownBy(() -> recorder.record(ENTRY, failure, Duration.ZERO, Span.NONE))
        .isSameAs(outage);
    assertThat(attempts).containsExactly(failure);
  }

  @Test
  void aFailureThatTheDatabaseRefusesIsCountedAllTheSame() throws SQLException {
    faults.add(new SQLException("invalid byte sequence", "22021"));

    recorder.record(ENTRY, failure, Duration.ZERO, Span.NONE);
    assertThat(attempts).hasSize(2);
    assertThat(attempts.get(1))
        .hasMessageContaining("java.lang.IllegalStateException")
        .hasMessageNotContaining("of the handler");
  }

  @Test
  void countsTheAttemptUnlessAnotherWorkerEndedTheEntry() throws SQLException {
    recorder.record(ENTRY, failure, Duration.ofSeconds(2), Span.NONE);
    recorder.record(ENTRY, new AbandonEventException("never"), Duration.ofSeconds(2), Span.NONE);
    endedElsewhere = true;
    recorder.record(ENTRY, failure, Duration.ofSeconds(2), Span.NONE);
    recorder.record(ENTRY, new AbandonEventException("never"), Duration.ofSeconds(2), Span.NONE);

    assertThat(telemetry.getEventsHandled().get(ENTRY.eventType()))
        .containsEntry("failed", 1L)
        .containsEntry("abandoned", 1L);
    assertThat(telemetry.getEventsHandlingSeconds()).containsEntry(ENTRY.eventType(), 4.0);
  }
}
