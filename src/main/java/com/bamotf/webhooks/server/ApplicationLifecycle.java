package com.bamotf.webhooks.server;

import static java.lang.System.Logger.Level.DEBUG;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts and stops the {@link BackgroundThreads}, once each. Thread-safe.
 *
 * <p>CDI's own start event is too early. On Payara and GlassFish, enterprise beans cannot be called
 * then, and each try would count as an attempt. Payara also remembers each thread that was created
 * during it and uses the data source, and never unloads the application.
 */
@Singleton
public class ApplicationLifecycle {

  private static final System.Logger LOG = System.getLogger(ApplicationLifecycle.class.getName());

  /** Longer than servers take from starting CDI to starting the web application. */
  private static final Duration MAX_START_DELAY = Duration.ofMinutes(1);

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ServerResources server;
  private final Iterable<BackgroundThreads> all;
  private final Duration maxStartDelay;
  private final WorkerThreads threads = new WorkerThreads();
  private final AtomicBoolean isStarted = new AtomicBoolean();
  private final CountDownLatch isStopping = new CountDownLatch(1);

  @Inject
  ApplicationLifecycle(ServerResources server, @Any Instance<BackgroundThreads> all) {
    this(server, all, MAX_START_DELAY);
  }

  ApplicationLifecycle(
      ServerResources server, Iterable<BackgroundThreads> all, Duration maxStartDelay) {
    this.server = server;
    this.all = all;
    this.maxStartDelay = maxStartDelay;
  }

  /**
   * For a host whose web.xml excludes the library's initializers by an absolute ordering. After
   * everything that can fail the deployment.
   */
  void startAtLatest(
      @Observes
          @Priority(Interceptor.Priority.LIBRARY_AFTER + 1)
          @Initialized(ApplicationScoped.class)
          Object event) {
    threads.start(server.threadFactory(), "bamotf-start", this::startWhenOverdue);
  }

  private void startWhenOverdue() {
    try {
      if (!isStopping.await(maxStartDelay.toMillis(), TimeUnit.MILLISECONDS)) {
        start();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Idempotent. */
  public void start() {
    if (isStarted.compareAndSet(false, true)) {
      all.forEach(BackgroundThreads::start);
    }
  }

  /** Idempotent. */
  void stop() {
    if (isStopping.getCount() > 0) {
      isStopping.countDown();
      all.forEach(ApplicationLifecycle::stop);
      threads.stop(GRACE);
    }
  }

  private static void stop(BackgroundThreads each) {
    try {
      each.stop();
    } catch (RuntimeException | Error e) { // the others must stop as well
      LOG.log(DEBUG, "Threads were not stopped", e);
    }
  }

  /** For servers that stop the application's beans before its web part. */
  void stopAtLatest(
      @Observes
          @Priority(Interceptor.Priority.LIBRARY_BEFORE)
          @BeforeDestroyed(ApplicationScoped.class)
          Object event) {
    stop();
  }
}
