package com.bamotf.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerThreadsTest {

  private final Deque<WorkerThreads.Step> steps = new ArrayDeque<>();

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void neitherAnErrorNorAnInterruptEndsTheWork() {
    repeat(
        () -> {
          throw new InterruptedException();
        },
        () -> {
          Thread.currentThread().interrupt(); // so that there is no pause
          throw new OutOfMemoryError("of a test");
        },
        () -> {
          Thread.currentThread().interrupt();
          throw new IllegalStateException() {
            @Override
            public String getMessage() {
              throw new UnsupportedOperationException();
            }
          };
        });
    assertThat(steps).isEmpty();
  }

  @Test
  void noStepBeginsInterrupted() {
    Deque<Boolean> interrupted = new ArrayDeque<>();
    repeat(
        () -> Thread.currentThread().interrupt(),
        () -> interrupted.add(Thread.currentThread().isInterrupted()));
    assertThat(interrupted).containsExactly(false);
  }

  private void repeat(WorkerThreads.Step... all) {
    steps.addAll(List.of(all));
    WorkerThreads.repeat(steps::isEmpty, () -> steps.remove().run());
  }
}
