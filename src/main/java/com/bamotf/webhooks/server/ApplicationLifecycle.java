package com.bamotf.webhooks.server;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Fires {@link ApplicationStarted} and {@link ApplicationStopping}, once each. Thread-safe.
 *
 * <p>CDI's own start event is too early for threads. On Payara and GlassFish, enterprise beans
 * cannot be called then, and each try would count as an attempt. These servers also remember each
 * thread that was created during it and uses the data source, and never unload the application.
 */
@Singleton
public class ApplicationLifecycle {

  /** Longer than any server takes from starting CDI to starting the web application. */
  private static final Duration MAX_START_DELAY = Duration.ofMinutes(1);

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ServerResources server;
  private final Runnable fireStarted;
  private final Runnable fireStopping;
  private final Duration maxStartDelay;
  private final WorkerThreads threads = new WorkerThreads();
  private final AtomicBoolean isStarted = new AtomicBoolean();
  private final CountDownLatch isStopping = new CountDownLatch(1);

  @Inject
  ApplicationLifecycle(
      ServerResources server,
      Event<ApplicationStarted> started,
      Event<ApplicationStopping> stopping) {
    this(
        server,
        () -> started.fire(new ApplicationStarted()),
        () -> stopping.fire(new ApplicationStopping()),
        MAX_START_DELAY);
  }

  ApplicationLifecycle(
      ServerResources server, Runnable fireStarted, Runnable fireStopping, Duration maxStartDelay) {
    this.server = server;
    this.fireStarted = fireStarted;
    this.fireStopping = fireStopping;
    this.maxStartDelay = maxStartDelay;
  }

  /** For a host whose web.xml excludes the library's initializers by an absolute ordering. */
  void startAtLatest(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
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

  void start() {
    if (isStarted.compareAndSet(false, true)) {
      fireStarted.run();
    }
  }

  void stop() {
    if (isStopping.getCount() > 0) {
      isStopping.countDown();
      fireStopping.run();
      threads.stop(GRACE);
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
