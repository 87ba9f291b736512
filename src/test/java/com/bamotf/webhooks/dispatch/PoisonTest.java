package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.StoreResult;
import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.server.ServerResources;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * One payment intent whose handler always fails and one whose handler hangs, among a thousand good
 * ones, on PostgreSQL and with the workers and the watch of a server.
 */
class PoisonTest {

  private static final int GOOD = 1_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** When each was handled. */
  private final Map<String, CompletableFuture<Long>> handled = new ConcurrentHashMap<>();

  @Test
  void theGoodOnesAreHandledWithoutDelay() {
    Settings settings = settings();
    try (DispatchFixture fixture =
        new DispatchFixture(TestDatabases.postgres(), settings, System::nanoTime)) {
      fixture.createOrders();
      fixture.behaviour =
          event -> {
            switch (event.paymentIntent().id()) {
              case "fails" -> throw new IllegalStateException("always");
              case "hangs" -> DispatchFixture.hang();
              default -> handled(event.paymentIntent().id()).complete(System.nanoTime());
            }
          };
      Dispatcher dispatcher = dispatcher(fixture, settings);
      dispatcher.start();
      try {
        fixture.inbox.store(Bodies.event("fails", "succeeded"));
        fixture.inbox.store(Bodies.event("hangs", "succeeded"));
        long slowest = 0;
        for (int i = 0; i < GOOD; i++) {
          slowest = Math.max(slowest, millisUntilHandled(fixture, "good " + i));
        }
        System.out.printf("Poison: the slowest of %d good events took %d ms%n", GOOD, slowest);
        assertThat(slowest).isLessThan(1_000);
        Waiting.await().until(() -> count(fixture, "status = 'ABANDONED' and attempts = 3") == 2);
        assertThat(count(fixture, "status = 'HANDLED'")).isEqualTo(GOOD);
        assertThat(fixture.orders()).isEqualTo(GOOD);
      } finally {
        dispatcher.stop();
      }
    }
  }

  /** Each keeps a connection, and storing needs one from the same pool. */
  @Test
  void handlersThatIgnoreTheInterruptAreReplacedOnlyUpToALimit() {
    Settings settings = settings(2);
    LogLines log = new LogLines(Dispatcher.class);
    Semaphore release = new Semaphore(0);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (DispatchFixture fixture =
        new DispatchFixture(TestDatabases.postgres(), settings, System::nanoTime)) {
      fixture.createOrders();
      fixture.behaviour =
          event -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            release.acquireUninterruptibly();
            running.decrementAndGet();
          };
      Dispatcher dispatcher = dispatcher(fixture, settings);
      dispatcher.start();
      try {
        for (int i = 0; i < 8; i++) {
          fixture.inbox.store(Bodies.event("hangs " + i, "succeeded"));
        }
        Waiting.await().until(() -> fixture.handling.overdueCount() == 4);
        Waiting.await().during(Duration.ofSeconds(2)).until(() -> running.get() == 4);
        assertThat(dispatcher.state())
            .containsEntry("state", "stuck: restart this server")
            .containsEntry("handlers that hang", "4");
        assertThat(new HandlingHealth(dispatcher).problem().orElseThrow())
            .contains("Restart it (BAMOTF410)");
        assertThat(fixture.inbox.store(Bodies.event("stored", "succeeded")))
            .isInstanceOf(StoreResult.Stored.class);
        release.release(1_000);
        // PostgreSQL may have closed their idle sessions by now, which the pool still hands out.
        Waiting.await()
            .ignoreExceptions()
            .until(() -> count(fixture, "status in ('HANDLED', 'ABANDONED')") == 9);
        Waiting.await().until(() -> dispatcher.state().containsValue("ok"));
        assertThat(new HandlingHealth(dispatcher).problem()).isEmpty();
        assertThat(log.lines("BAMOTF410"))
            .hasSize(2)
            .satisfies(
                lines -> assertThat(lines.get(0)).contains("handles no events"),
                lines -> assertThat(lines.get(1)).contains("handled again"));
        assertThat(most).hasValue(4);
      } finally {
        release.release(1_000);
        dispatcher.stop();
        log.close();
      }
    }
  }

  private long millisUntilHandled(DispatchFixture fixture, String id) {
    fixture.inbox.store(Bodies.event(id, "succeeded"));
    long acknowledged = System.nanoTime();
    long done = handled(id).orTimeout(Waiting.LIMIT.toMinutes(), TimeUnit.MINUTES).join();
    return Duration.ofNanos(done - acknowledged).toMillis();
  }

  private CompletableFuture<Long> handled(String id) {
    return handled.computeIfAbsent(id, each -> new CompletableFuture<>());
  }

  private static int count(DispatchFixture fixture, String condition) {
    return Integer.parseInt(
        fixture.inbox.value("select count(*) from bamotf_inbox where " + condition));
  }

  private static Settings settings() {
    return settings(4);
  }

  private static Settings settings(int concurrency) {
    Settings usual = InboxFixture.SETTINGS;
    return new Settings(
        usual.dataSource(),
        usual.webhook(),
        usual.inbox(),
        new Settings.Dispatch(
            concurrency, 3, Duration.ofMillis(10), Duration.ofMillis(20), TIMEOUT),
        usual.api(),
        usual.reconcile(),
        usual.admin());
  }

  private static Dispatcher dispatcher(DispatchFixture fixture, Settings settings) {
    ServerResources server =
        new ServerResources(settings) {
          @Override
          public ThreadFactory threadFactory() {
            return Thread::new;
          }
        };
    HandlerDiscovery handlers = new HandlerDiscovery(true);
    handlers.found(Observers.found());
    return new Dispatcher(handlers, fixture.handling, fixture.inbox.signal, server, settings);
  }
}
