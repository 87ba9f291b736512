package com.bamotf.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.InboxFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplicationLifecycleTest {

  private static final Duration NEVER = Duration.ofDays(1);

  private final List<String> fired = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void firesEachEventOnce() {
    ApplicationLifecycle lifecycle = lifecycle(NEVER);
    lifecycle.startAtLatest("CDI has started");
    assertThat(fired).isEmpty();
    lifecycle.start();
    lifecycle.start();
    assertThat(fired).containsExactly("started");
    lifecycle.stop();
    lifecycle.stopAtLatest("CDI stops");
    assertThat(fired).containsExactly("started", "stopping");
  }

  /** As on a server that stops the application's beans before its web part. */
  @Test
  void stopsWithCdi() {
    ApplicationLifecycle lifecycle = lifecycle(NEVER);
    lifecycle.startAtLatest("CDI has started");
    lifecycle.stopAtLatest("CDI stops");
    lifecycle.stop();
    assertThat(fired).containsExactly("stopping");
  }

  @Test
  void startsWithoutTheWebApplicationWhenItIsOverdue() {
    ApplicationLifecycle lifecycle = lifecycle(Duration.ofMillis(1));
    lifecycle.startAtLatest("CDI has started");
    Waiting.await().until(() -> fired.equals(List.of("started")));
    lifecycle.start();
    lifecycle.stop();
    assertThat(fired).containsExactly("started", "stopping");
  }

  private ApplicationLifecycle lifecycle(Duration maxStartDelay) {
    ServerResources server =
        new ServerResources(InboxFixture.SETTINGS) {
          @Override
          public ThreadFactory threadFactory() {
            return work -> {
              threads.add(new Thread(work));
              return threads.get(threads.size() - 1);
            };
          }
        };
    return new ApplicationLifecycle(
        server, () -> fired.add("started"), () -> fired.add("stopping"), maxStartDelay);
  }
}
