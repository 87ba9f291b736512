package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.server.MissingFeatures;
import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.server.WorkerThreads;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the inbox before anything is dispatched, and stops it after. */
@Singleton
class InboxLifecycle {

  private static final System.Logger LOG = System.getLogger(InboxLifecycle.class.getName());
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final InboxDatabase database;
  private final StoreQueue queue;
  private final Housekeeping housekeeping;
  private final ServerResources server;
  private final WorkerThreads threads = new WorkerThreads();
  private final AtomicBoolean started = new AtomicBoolean();

  @Inject
  InboxLifecycle(
      InboxDatabase database, StoreQueue queue, Housekeeping housekeeping, ServerResources server) {
    this.database = database;
    this.queue = queue;
    this.housekeeping = housekeeping;
    this.server = server;
  }

  void start(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          Object event) {
    if (!started.compareAndSet(false, true)) {
      return;
    }
    try {
      database.dialect();
    } catch (SQLException e) {
      // While the database restarts, the application must start and hold requests, not fail.
      LOG.log(
          WARNING,
          "%s: the database cannot be reached at startup; its tables are set up once it can"
              .formatted(LogCodes.DATABASE_AWAY),
          e);
    }
    MissingFeatures.report();
    threads.start(server.threadFactory(), "bamotf-inbox", queue::work);
    threads.start(server.threadFactory(), "bamotf-housekeeping", housekeeping::work);
  }

  void stop(
      @Observes
          @Priority(Interceptor.Priority.LIBRARY_AFTER)
          @BeforeDestroyed(ApplicationScoped.class)
          Object event) {
    queue.stop();
    housekeeping.stop();
    threads.stop(GRACE);
    database.release();
  }
}
