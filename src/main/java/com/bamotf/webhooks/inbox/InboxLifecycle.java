package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.StartFailure;
import com.bamotf.webhooks.inbox.database.SqlErrors;
import com.bamotf.webhooks.server.BackgroundThreads;
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

/** Sets up the database before other beans start, runs the inbox's threads, and stops them last. */
@Singleton
class InboxLifecycle implements BackgroundThreads {

  private static final System.Logger LOG = System.getLogger(InboxLifecycle.class.getName());
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Inbox inbox;
  private final InboxDatabase database;
  private final StoreQueue queue;
  private final Retention retention;
  private final ServerResources server;
  private final WorkerThreads threads = new WorkerThreads();
  private final AtomicBoolean isSetUp = new AtomicBoolean();
  private boolean isStarted;

  @Inject
  InboxLifecycle(
      Inbox inbox,
      InboxDatabase database,
      StoreQueue queue,
      Retention retention,
      ServerResources server) {
    this.inbox = inbox;
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
          "%s: the database cannot be reached at startup; the tables will be set up once it is reachable. Cause: %s"
              .formatted(LogCodes.DATABASE_UNAVAILABLE, SqlErrors.reason(e)),
          e);
    } catch (RuntimeException e) {
      throw StartFailure.logged(e);
    }
    MissingFeatures.report();
    inbox.startWith(this::start);
  }

  /** Also called by the first delivery: beans of the host may accept some as they start. */
  @Override
  public synchronized void start() {
    if (!isStarted) {
      threads.start(server.threadFactory(), "bamotf-inbox", queue::work);
      threads.start(server.threadFactory(), "bamotf-retention", retention::work);
      isStarted = true;
    }
  }

  void end(
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
