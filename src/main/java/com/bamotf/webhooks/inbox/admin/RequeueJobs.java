package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.server.WorkerThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bulk requeues in the background of this server. A job ends with the server; starting it again
 * continues with the rest. Each entry has its own transaction.
 *
 * <p>Transactions, errors and nulls are as for {@link InboxAdmin}. Thread-safe.
 */
@ApplicationScoped
public class RequeueJobs {

  /** How many jobs may run on this server at the same time. */
  public static final int MAX_RUNNING = 3;

  /** How many jobs this server remembers. */
  public static final int MAX_KEPT = 50;

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ServerResources server;
  private final Requeues requeues;
  private final WorkerThreads threads = new WorkerThreads();
  private final Map<String, RequeueRun> runs = new LinkedHashMap<>();
  private boolean stopped;

  @Inject
  RequeueJobs(Requeues requeues, ServerResources server) {
    this.server = server;
    this.requeues = requeues;
  }

  @SuppressWarnings("NullAway") // only for the container's client proxy
  protected RequeueJobs() {
    this.server = null;
    this.requeues = null;
  }

  /**
   * Starts to requeue every selected entry as {@link InboxAdmin#requeue(StoredEntry, boolean,
   * Actor)} does, and refuses those that have changed since they were counted.
   *
   * <p>An entry's end is recorded as the time when the transaction that handled it began. So an
   * entry that was being handled at {@code asOf} seems to have ended before it. To be safe, entries
   * that were handled or superseded less than {@code bamotf.dispatch.timeout} plus 5 s before
   * {@code asOf} are refused as well.
   *
   * @param upTo {@link RequeuePreview#upTo}: entries with a higher id are not touched
   * @param asOf {@link RequeuePreview#asOf}: entries that ended later are refused
   * @throws IllegalStateException if {@value #MAX_RUNNING} jobs are running, or the server is
   *     stopping
   */
  public RequeueJob start(
      EntrySelection selection, long upTo, Instant asOf, boolean force, Actor by)
      throws SQLException {
    long total = requeues.preview(selection, upTo).count();
    Requeues.Bulk bulk = new Requeues.Bulk(selection, upTo, asOf, force);
    RequeueRun run = new RequeueRun(requeues, bulk, by, total);
    synchronized (runs) {
      requireRoom();
      threads.start(server.threadFactory(), "bamotf-requeue", run);
      runs.put(run.id(), run);
    }
    return run.snapshot();
  }

  private void requireRoom() {
    if (stopped) {
      throw new IllegalStateException("The server is stopping");
    }
    if (runs.values().stream().filter(RequeueRun::isRunning).count() >= MAX_RUNNING) {
      throw new IllegalStateException(
          "%s bulk requeues are running on this server, and no more are allowed at a time; wait for one or cancel it"
              .formatted(MAX_RUNNING));
    }
    if (runs.size() >= MAX_KEPT) {
      runs.values().stream()
          .filter(run -> !run.isRunning())
          .findFirst()
          .ifPresent(oldest -> runs.remove(oldest.id()));
    }
  }

  /** Returns a job of this server, or empty if there is none with this id, or it is forgotten. */
  public Optional<RequeueJob> find(String id) {
    return run(id).map(RequeueRun::snapshot);
  }

  /**
   * Cancels a job after the entry that it is working on. Has no effect on one that has ended.
   *
   * @return as {@link #find} does
   */
  public Optional<RequeueJob> cancel(String id) {
    Optional<RequeueRun> run = run(id);
    run.ifPresent(RequeueRun::cancel);
    return run.map(RequeueRun::snapshot);
  }

  private Optional<RequeueRun> run(String id) {
    synchronized (runs) {
      return Optional.ofNullable(runs.get(id));
    }
  }

  void stop(
      @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class)
          Object event) {
    synchronized (runs) {
      stopped = true;
      runs.values().forEach(RequeueRun::cancel);
    }
    threads.stop(GRACE);
  }
}
