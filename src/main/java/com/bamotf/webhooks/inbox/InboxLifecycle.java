package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.StartFailure;
import com.bamotf.webhooks.inbox.database.SqlErrors;
import com.bamotf.webhooks.server.ApplicationStarted;
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

/** Sets the inbox up before everything else, and stops it afterwards. */
@Singleton
class InboxLifecycle {

  private static final System.Logger LOG = System.getLogger(InboxLifecycle.class.getName());
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final InboxDatabase database;
  private final StoreQueue queue;
  private final Retention retention;
  private final ServerResources server;
  private final WorkerThreads threads = new WorkerThreads();
  private final AtomicBoolean isSetUp = new AtomicBoolean();

  @Inject
  InboxLifecycle(
      InboxDatabase database, StoreQueue queue, Retention retention, ServerResources server) {
    this.database = database;
    this.queue = queue;
    this.retention = retention;
    this.server = server;
  }

  void setUp(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          Object event) {
    if (!isSetUp.compareAndSet(false, true)) {
      return;
    }
    try {
      database.dialect();
    } catch (SQLException e) {
      // While the database restarts, the application must start and hold requests, not fail.
      LOG.log(
          WARNING,
          "%s: the database cannot be reached at startup; its tables are set up once it can: %s"
              .formatted(LogCodes.DATABASE_UNAVAILABLE, SqlErrors.reason(e)),
          e);
    } catch (RuntimeException e) {
      throw StartFailure.logged(e);
    }
    MissingFeatures.report();
  }

  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ApplicationStarted event) {
    threads.start(server.threadFactory(), "bamotf-inbox", queue::work);
    threads.start(server.threadFactory(), "bamotf-retention", retention::work);
  }

  void stop(
      @Observes
          @Priority(Interceptor.Priority.LIBRARY_AFTER)
          @BeforeDestroyed(ApplicationScoped.class)
          Object event) {
    queue.stop();
    retention.stop();
    threads.stop(GRACE);
    database.release();
  }
}
