package com.bamotf.webhooks.inbox.admin;

import com.bamotf.webhooks.server.ServerResources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
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

  @Inject
  RequeueJobs(InboxAdmin admin, ServerResources server) {
    throw new UnsupportedOperationException();
  }

  @SuppressWarnings("NullAway") // only for the container's client proxy
  protected RequeueJobs() {}

  /**
   * Starts to requeue every selected entry as {@link InboxAdmin#requeue(long, boolean, Actor)} does,
   * and skips those that it refuses.
   *
   * @param upTo {@link RequeuePreview#upTo}: entries with a higher id are not touched
   * @throws IllegalStateException if {@value #MAX_RUNNING} jobs are running, or the server is
   *     stopping
   */
  public RequeueJob start(EntrySelection selection, long upTo, boolean force, Actor by)
      throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** Returns a job of this server, or empty if there is none with this id, or it is forgotten. */
  public Optional<RequeueJob> find(String id) {
    throw new UnsupportedOperationException();
  }

  /**
   * Cancels a job after the entry that it is working on. Has no effect on one that has ended.
   *
   * @return as {@link #find} does
   */
  public Optional<RequeueJob> cancel(String id) {
    throw new UnsupportedOperationException();
  }
}
