package com.bamotf.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the watch replaces workers whose handler hangs. */
class DispatcherTest {

  private static final Settings SETTINGS = settings(4);

  private DispatchFixture fixture;
  private Dispatcher dispatcher;

  /** Threads that can be started before the server has no more of them, once. */
  private final AtomicInteger threadsLeft = new AtomicInteger(Integer.MAX_VALUE);

  private final Semaphore release = new Semaphore(0);

  @BeforeEach
  void start() {
    fixture = new DispatchFixture(TestDatabases.h2(), SETTINGS, null);
    fixture.createOrders();
  }

  @AfterEach
  void stop() {
    release.release(1_000);
    dispatcher.stop();
    fixture.close();
  }

  @Test
  void anErrorDoesNotEndTheWatch() {
    AtomicInteger looked = new AtomicInteger();
    dispatcher =
        dispatcher(
            new IdleHandling() {
              @Override
              List<InFlight> interruptOverdue() {
                if (looked.incrementAndGet() == 1) {
                  throw new OutOfMemoryError("of a test");
                }
                return List.of();
              }
            });
    dispatcher.start();
    Waiting.await().until(() -> looked.get() > 1);
  }

  @Test
  void aWorkerIsReplacedOnceTheServerHasAThreadForIt() {
    AtomicInteger recorded = new AtomicInteger();
    AtomicInteger looked = new AtomicInteger();
    dispatcher =
        dispatcher(
            new IdleHandling() {
              @Override
              List<InFlight> interruptOverdue() {
                return looked.incrementAndGet() == 1 ? List.of(new InFlight(() -> 0)) : List.of();
              }

              @Override
              boolean recordOverdue(InFlight overdue) {
                recorded.incrementAndGet();
                return false;
              }
            });
    threadsLeft.set(SETTINGS.dispatch().concurrency() + 1); // the workers and the watch
    try (LogLines log = new LogLines(Dispatcher.class)) {
      dispatcher.start();
      Waiting.await().until(() -> recorded.get() == 1);
      assertThat(log.lines("BAMOTF405")).singleElement().asString().contains("of a test");
    }
  }

  /** As many as the limit allows, though more handlers hang than there are workers. */
  @Test
  void workersComeBackWhenSomeOfTheHandlersReturn() {
    fixture.behaviour =
        event -> {
          if (event.paymentIntent().id().startsWith("hangs")) {
            release.acquireUninterruptibly();
          }
        };
    dispatcher = dispatcher(fixture.handling);
    dispatcher.start();
    hang("first", 4);
    hang("second", 4);
    Waiting.await().until(dispatcher::isStuck);
    fixture.inbox.store(Bodies.event("good", "succeeded"));

    release.release(3);
    Waiting.await().until(() -> seen("good") == 1);
    Waiting.await().until(() -> dispatcher.hanging() == 5);
    assertThat(dispatcher.isStuck()).isFalse();
    assertThat(dispatcher.state()).containsEntry("state", "degraded");
  }

  /** Waits until so many handlers hang, and ends their time. */
  private void hang(String name, int number) {
    long before = dispatcher.hanging();
    long seen = seen("hangs");
    for (int i = 0; i < number; i++) {
      fixture.inbox.store(Bodies.event("hangs " + name + i, "succeeded"));
    }
    Waiting.await().until(() -> seen("hangs") == seen + number);
    fixture.nanoTime.addAndGet(SETTINGS.dispatch().timeout().plusSeconds(2).toNanos());
    Waiting.await().until(() -> dispatcher.hanging() == before + number);
  }

  private long seen(String intent) {
    return fixture.seen.stream()
        .filter(event -> event.paymentIntent().id().startsWith(intent))
        .count();
  }

  /** Finds nothing to do. */
  private static class IdleHandling extends Handling {
    IdleHandling() {
      super(null, null, null, null, SETTINGS, new Telemetry(), () -> 0);
    }

    @Override
    public HandlingResult handleNext() {
      return HandlingResult.NOTHING;
    }
  }

  /** No failed attempt is repeated during the test. */
  private static Settings settings(int concurrency) {
    Settings usual = InboxFixture.SETTINGS;
    Duration hour = Duration.ofHours(1);
    return new Settings(
        usual.dataSource(),
        usual.webhook(),
        usual.inbox(),
        new Settings.Dispatch(concurrency, 3, hour, hour, Duration.ofSeconds(30)),
        usual.api(),
        usual.reconcile(),
        usual.admin());
  }

  private Dispatcher dispatcher(Handling handling) {
    ServerResources server =
        new ServerResources(SETTINGS) {
          @Override
          public ThreadFactory threadFactory() {
            return work -> {
              if (threadsLeft.getAndDecrement() == 0) {
                throw new OutOfMemoryError("of a test: unable to create native thread");
              }
              return new Thread(work);
            };
          }
        };
    HandlerDiscovery handlers = new HandlerDiscovery(true);
    handlers.found(Observers.found());
    return new Dispatcher(handlers, handling, fixture.inbox.signal, server, SETTINGS);
  }
}
