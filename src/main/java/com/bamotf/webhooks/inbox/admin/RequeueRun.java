package com.bamotf.webhooks.inbox.admin;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.inbox.admin.RequeueJob.State;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A bulk requeue in progress. One thread runs it, others look and cancel. */
final class RequeueRun implements Runnable {

  private static final System.Logger LOG = System.getLogger(RequeueRun.class.getName());

  private final String id = UUID.randomUUID().toString();
  private final Requeues requeues;
  private final Requeues.Bulk bulk;
  private final Actor by;
  private final long total;
  private final RequeueCount count = new RequeueCount();
  private volatile State state = State.RUNNING;
  private volatile @Nullable String problem;

  RequeueRun(Requeues requeues, Requeues.Bulk bulk, Actor by, long total) {
    this.requeues = requeues;
    this.bulk = bulk;
    this.by = by;
    this.total = total;
  }

  String id() {
    return id;
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  void cancel() {
    count.cancel();
  }

  RequeueJob snapshot() {
    State reached = state; // first, so that the counts of a job that has ended are complete
    return new RequeueJob(id, reached, count.done(), count.refused(), total, problem);
  }

  @Override
  public void run() {
    try {
      requeues.all(bulk, by, count);
      state = count.isCanceled() ? State.CANCELED : State.DONE;
      LOG.log(INFO, "{0}: {1}", LogCodes.BULK_REQUEUE, result());
    } catch (SQLException | RuntimeException | Error e) { // or it would seem to run forever
      problem = e.toString();
      state = State.FAILED;
      LOG.log(
          WARNING,
          "%s: %s. Cause: %s. Start it again; it continues with the rest"
              .formatted(LogCodes.BULK_REQUEUE, result(), e),
          e);
    }
  }

  private String result() {
    return "a bulk requeue is %s: %s of %s entries requeued, %s refused"
        .formatted(state, count.done(), total, count.refused());
  }
}
