package com.bamotf.webhooks.dispatch;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.Signal.WorkSignal;
import com.bamotf.webhooks.server.BackgroundThreads;
import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.server.WorkerThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs this server's workers from the application's start to its end. */
@Singleton
class Dispatcher implements BackgroundThreads {

  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  /** How long handlers may take to finish when the application stops. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

  private final HandlerDiscovery handlers;
  private final Handling handling;
  private final WorkSignal signal;
  private final ServerResources server;
  private final int concurrency;
  private final WorkerThreads workers = new WorkerThreads();
  private final FailureSeries failures = new FailureSeries();
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** Workers whose handler hangs and that were not replaced. */
  private volatile int missing;

  @Inject
  Dispatcher(
      HandlerDiscovery handlers,
      Handling handling,
      WorkSignal signal,
      ServerResources server,
      Settings settings) {
    this.handlers = handlers;
    this.handling = handling;
    this.signal = signal;
    this.server = server;
    this.concurrency = settings.dispatch().concurrency();
  }

  @Override
  public void start() {
    if (!handlers.foundAny()) {
      LOG.log(
          WARNING,
          "{0}: no bean of this application observes PaymentIntentEvent or one of its subtypes. Events are stored"
              + " and will be handled once the application is deployed with a handler",
          LogCodes.NO_HANDLER);
      return;
    }
    for (int i = 0; i < concurrency; i++) {
      startWorker(newWorker());
    }
    workers.start(server.threadFactory(), "bamotf-dispatch-watch", this::watch);
  }

  /** Claims nothing more, and waits for handlers to finish. */
  @Override
  public void stop() {
    stopping.countDown();
    workers.stop(GRACE);
  }

  private void startWorker(Runnable work) {
    workers.start(server.threadFactory(), "bamotf-dispatch", work);
  }

  /** Replaces workers whose handler hangs. */
  private void watch() {
    Deque<InFlight> overdue = new ArrayDeque<>();
    WorkerThreads.repeat(
        this::isStopping,
        () -> {
          if (!stopping.await(WATCH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
            overdue.addAll(handling.interruptOverdue());
            replaceAll(overdue);
            missing(overdue.size());
          }
        });
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /**
   * Some handlers ignore the interrupt and keep their connections. Together with the workers, at
   * most twice as many as there are workers run at a time, so that storing still gets a connection
   * if the pool has more than two for each worker.
   */
  private void replaceAll(Deque<InFlight> overdue) {
    try {
      while (!overdue.isEmpty() && hanging() + workersLeft(overdue) < 2L * concurrency) {
        InFlight next = overdue.getFirst();
        startWorker(() -> replace(next));
        overdue.removeFirst();
      }
    } catch (RuntimeException | Error e) { // an error must not end the thread
      LOG.log(
          WARNING,
          "%s: a worker whose handler hangs cannot be replaced yet; this will be retried: %s"
              .formatted(LogCodes.HANDLING_HANGS, e),
          e);
    }
  }

  /** Each worker that is gone waits in this queue for its replacement. */
  private int workersLeft(Deque<InFlight> overdue) {
    return concurrency - overdue.size();
  }

  private void replace(InFlight overdue) {
    if (handling.recordOverdue(overdue)) {
      newWorker().run();
    }
  }

  /** Logs when the last worker is gone, since only a person can help, and when one is back. */
  private void missing(int now) {
    boolean wasStuck = isStuck();
    missing = now;
    if (isStuck() && !wasStuck) {
      LOG.log(
          ERROR,
          "{0}: this server handles no events: all its workers and their replacements hang in handlers that ignore the interrupt. Webhooks are still stored, as long as the connection pool has room. Take a thread dump to see where the threads bamotf-dispatch-n hang, then restart the server",
          LogCodes.STUCK);
    } else if (wasStuck && !isStuck()) {
      LOG.log(
          INFO, "{0}: a handler that hung has returned; events are handled again", LogCodes.STUCK);
    }
  }

  /** Handlers that hang and were interrupted. */
  long hanging() {
    return handling.overdueCount();
  }

  boolean isStuck() {
    return missing > 0 && missing >= concurrency;
  }

  /** Whether events are handled, for an operator. */
  Map<String, String> state() {
    long hanging = hanging();
    String state = "off";
    if (concurrency > 0 && handlers.foundAny()) {
      state = isStuck() ? "stuck: restart this server" : hanging > 0 ? "degraded" : "ok";
    }
    return Map.of("state", state, "handlers that hang", String.valueOf(hanging));
  }

  private Worker newWorker() {
    return new Worker(handling, signal, failures, this::isStopping);
  }
}
