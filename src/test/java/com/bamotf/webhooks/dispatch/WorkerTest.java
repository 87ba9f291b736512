package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.Signal.WorkSignal;
import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.server.WorkerThreads;
import com.bamotf.webhooks.telemetry.Telemetry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker goes on whatever happens in its handling. */
class WorkerTest {

  private interface Step {
    HandlingResult run() throws SQLException;
  }

  private final FailureSeries failures = new FailureSeries();
  private WorkSignal signal;
  private int handled;

  @Test
  void survivesFailuresErrorsAndInterrupts() {
    run(
        () -> {
          Thread.currentThread().interrupt(); // so that the worker does not pause
          throw new SQLException("unavailable");
        },
        () -> {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("failed");
        },
        () -> {
          Thread.currentThread().interrupt();
          throw new StackOverflowError();
        },
        () -> {
          Thread.currentThread().interrupt();
          return throwUndeclared(new Exception("checked, and not declared"));
        },
        () -> {
          Thread.currentThread().interrupt();
          return HandlingResult.LOST;
        },
        () -> {
          Thread.currentThread().interrupt();
          return HandlingResult.NOTHING;
        },
        () -> HandlingResult.DONE);
    assertThat(handled).isEqualTo(7);
  }

  /** An observer after the commit may leave it, and H2 closes what an interrupted thread uses. */
  @Test
  void noClaimBeginsOnAnInterruptedThread() {
    List<Boolean> interrupted = new ArrayList<>(); // a failed assertion would not end the worker
    run(
        () -> {
          Thread.currentThread().interrupt();
          return HandlingResult.DONE;
        },
        () -> {
          interrupted.add(Thread.currentThread().isInterrupted());
          return HandlingResult.DONE;
        });
    assertThat(interrupted).containsExactly(false);
  }

  @Test
  void survivesAFailureThatCannotBeLogged() {
    try (LogLines log = new LogLines(WorkerThreads.class)) {
      run(
          () -> {
            Thread.currentThread().interrupt(); // so that the worker does not pause
            throw new IllegalStateException() {
              @Override
              public String getMessage() {
                throw new OutOfMemoryError("of a test");
              }
            };
          },
          () -> HandlingResult.DONE);
      assertThat(handled).isEqualTo(2);
      assertThat(log.lines("BAMOTF111")).singleElement().asString().contains("OutOfMemoryError");
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> HandlingResult throwUndeclared(Exception e) throws E {
    throw (E) e;
  }

  @Test
  void afterASignaledEntryItWaitsForTheNextSignalAndOtherwiseClaimsAtOnce() {
    List<Boolean> left = new ArrayList<>(); // a failed assertion would not end the worker
    run(
        () -> {
          signal.raise(1);
          return HandlingResult.NOTHING;
        },
        () -> {
          signal.raise(1);
          return HandlingResult.DONE;
        },
        () -> {
          left.add(isRaised());
          return HandlingResult.DONE;
        },
        () -> { // the pause has passed without a signal
          signal.raise(1);
          return HandlingResult.DONE;
        },
        () -> {
          left.add(isRaised());
          return HandlingResult.DONE;
        });
    assertThat(left).as("signals that the worker has not waited for").containsExactly(false, true);
  }

  private boolean isRaised() throws SQLException {
    try {
      return signal.await(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
  }

  @Test
  void endsWhenItHasBeenReplaced() {
    run(() -> HandlingResult.OVERDUE, () -> HandlingResult.DONE);
    assertThat(handled).isEqualTo(1);
  }

  @Test
  void ofManyWorkersOneTellsOfAnOutageAndOfItsEnd() {
    try (LogLines log = new LogLines(FailureSeries.class)) {
      Step away =
          () -> {
            Thread.currentThread().interrupt();
            throw new SQLException("unavailable");
          };
      run(away);
      run(away, () -> HandlingResult.OVERDUE);
      assertThat(log.lines("BAMOTF404")).hasSize(1);
      run(() -> HandlingResult.NOTHING);
      run(() -> HandlingResult.DONE);
      assertThat(log.lines("BAMOTF404")).hasSize(2);
      assertThat(log.lines("BAMOTF404").get(1)).contains("again");
    }
  }

  private void run(Step... all) {
    Deque<Step> steps = new ArrayDeque<>(List.of(all));
    try (InboxFixture fixture = new InboxFixture(TestDatabases.h2())) {
      signal = fixture.signal;
    }
    Handling handling =
        new Handling(
            null, null, null, null, InboxFixture.SETTINGS, new Telemetry(), System::nanoTime) {
          @Override
          public HandlingResult handleNext() throws SQLException {
            handled++;
            return steps.remove().run();
          }
        };
    new Worker(handling, signal, failures, steps::isEmpty).run();
    Thread.interrupted();
  }
}
