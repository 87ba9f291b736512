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

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private final class Calls implements BackgroundThreads {
    @Override
    public void start() {
      calls.add("start");
    }

    @Override
    public void stop() {
      calls.add("stop");
    }
  }

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void startsAndStopsOnce() {
    ApplicationLifecycle lifecycle = lifecycle(NEVER, new Calls());
    lifecycle.startAtLatest("CDI has started");
    assertThat(calls).isEmpty();
    lifecycle.start();
    lifecycle.start();
    assertThat(calls).containsExactly("start");
    lifecycle.stop();
    lifecycle.stopAtLatest("CDI stops");
    assertThat(calls).containsExactly("start", "stop");
  }

  /** As on a server that stops the application's beans before its web part. */
  @Test
  void stopsWithCdi() {
    ApplicationLifecycle lifecycle = lifecycle(NEVER, new Calls());
    lifecycle.startAtLatest("CDI has started");
    lifecycle.stopAtLatest("CDI stops");
    lifecycle.stop();
    assertThat(calls).containsExactly("stop");
  }

  @Test
  void stopsTheOthersIfOneFails() {
    BackgroundThreads fails =
        new BackgroundThreads() {
          @Override
          public void start() {}

          @Override
          public void stop() {
            throw new NoClassDefFoundError("a class of the server");
          }
        };
    ApplicationLifecycle lifecycle = lifecycle(NEVER, fails, new Calls());
    lifecycle.start();
    lifecycle.stop();
    assertThat(calls).containsExactly("start", "stop");
  }

  @Test
  void startsWithoutTheWebApplicationWhenItIsOverdue() {
    ApplicationLifecycle lifecycle = lifecycle(Duration.ofMillis(1), new Calls());
    lifecycle.startAtLatest("CDI has started");
    Waiting.await().until(() -> calls.equals(List.of("start")));
    lifecycle.start();
    lifecycle.stop();
    assertThat(calls).containsExactly("start", "stop");
  }

  private ApplicationLifecycle lifecycle(Duration maxStartDelay, BackgroundThreads... all) {
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
    return new ApplicationLifecycle(server, List.of(all), maxStartDelay);
  }
}
