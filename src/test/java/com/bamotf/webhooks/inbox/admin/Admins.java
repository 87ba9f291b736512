package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.Intake;
import com.bamotf.webhooks.inbox.Signal.WorkSignal;
import com.bamotf.webhooks.server.ServerResources;
import java.util.concurrent.Callable;

/** What the container does with the constructor. */
public final class Admins {

  private Admins() {}

  public static InboxAdmin create(InboxDatabase database, Intake intake, WorkSignal signal) {
    return new InboxAdmin(database, new Requeues(database, intake, signal));
  }

  public static AuditLog audit(InboxDatabase database) {
    return new AuditLog(database);
  }

  public static RequeueJobs jobs(
      InboxDatabase database, Intake intake, WorkSignal signal, ServerResources server) {
    return new RequeueJobs(new Requeues(database, intake, signal), server);
  }

  /** What the container does when the application stops. */
  public static void stop(RequeueJobs jobs) {
    jobs.stop(new Object());
  }

  /** Reads one that is not shared, each time. */
  public static Callable<InboxSummary> summaries(InboxDatabase database) {
    SummaryQueries queries = new SummaryQueries();
    return () -> database.inTransaction(queries::read);
  }
}
