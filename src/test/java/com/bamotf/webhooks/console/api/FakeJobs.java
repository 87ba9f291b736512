package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.inbox.admin.Actor;
import com.bamotf.webhooks.inbox.admin.EntrySelection;
import com.bamotf.webhooks.inbox.admin.RequeueJob;
import com.bamotf.webhooks.inbox.admin.RequeueJobs;
import java.time.Instant;
import java.util.Optional;

/** Remembers the last job. */
final class FakeJobs extends RequeueJobs {

  EntrySelection selection;
  long upTo;
  Instant asOf;
  boolean forced;
  Actor by;
  RequeueJob job;
  boolean full;

  @Override
  public RequeueJob start(
      EntrySelection selected, long last, Instant time, boolean force, Actor actor) {
    if (full) {
      throw new IllegalStateException("3 bulk requeues are running");
    }
    selection = selected;
    upTo = last;
    asOf = time;
    forced = force;
    by = actor;
    job = new RequeueJob("job1", RequeueJob.State.RUNNING, 0, 0, 42, null);
    return job;
  }

  @Override
  public Optional<RequeueJob> find(String id) {
    return Optional.ofNullable(job).filter(found -> found.id().equals(id));
  }

  @Override
  public Optional<RequeueJob> cancel(String id) {
    job = new RequeueJob("job1", RequeueJob.State.CANCELED, 7, 1, 42, null);
    return find(id);
  }
}
