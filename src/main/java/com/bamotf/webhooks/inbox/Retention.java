package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.database.Sql;
import com.bamotf.webhooks.server.WorkerThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Deletes handled, superseded and unobserved entries that ended long ago, but only once every entry
 * of their payment intent did, because together they record its stage. Deletes old records of the
 * audit. Several servers may do so at the same time. Its thread also looks after entries that wait
 * for a clock that was set back; see {@link ClockSetBack}.
 */
@Singleton
class Retention {

  static final int BATCH = 500;

  private static final System.Logger LOG = System.getLogger(Retention.class.getName());
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int PURGE_MINUTES = 60;

  private static final String DELETABLE = "('HANDLED', 'SUPERSEDED', 'UNOBSERVED')";

  private static final String BATCH_END =
      """
      select max(id), max(received_at) < %s
      from (select id, received_at from bamotf_inbox where id > ? order by id limit ?) batch
      """;

  // If an entry is requeued meanwhile, PostgreSQL evaluates only its own conditions again.
  private static final String DELETE =
      """
      delete from bamotf_inbox e
      where id > ? and id <= ? and status in %1$s and ended_at < %2$s and not exists (
        select 1 from bamotf_inbox o where %3$s and not (o.status in %1$s and o.ended_at < %2$s))
      """;

  // Later than the creation of any payment intent whose events are deleted.
  private static final String FORGET =
      "update bamotf_inbox_retention set complete_since = greatest(complete_since, %s)";

  private static final String DELETE_AUDIT = "delete from bamotf_audit where recorded_at < %s";

  private final InboxDatabase database;
  private final long retentionMillis;
  private final long auditMillis;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private int minutes; // used only by its own thread

  /**
   * @param old whether all of the batch was received before the retention time. Ids ascend with the
   *     time of receipt, so if not, no later entry has expired
   */
  record BatchEnd(long id, boolean old) {}

  @Inject
  Retention(InboxDatabase database, Settings settings) {
    this.database = database;
    this.retentionMillis = settings.inbox().retention().toMillis();
    this.auditMillis = settings.admin().auditRetention().toMillis();
  }

  /** Returns the time since when retention has deleted no event. */
  static Instant completeSince(Connection connection) throws SQLException {
    String sql = "select complete_since from bamotf_inbox_retention";
    return Sql.first(connection, sql, row -> Sql.time(row, 1)).orElseThrow();
  }

  /** Runs until stopped. The first purge is a minute after the start, not part of it. */
  void work() {
    WorkerThreads.repeat(() -> stopping.getCount() == 0, this::eachMinute);
  }

  private void eachMinute() throws InterruptedException {
    if (!stopping.await(1, TimeUnit.MINUTES)) {
      tryUpkeep(minutes++ % PURGE_MINUTES == 0);
    }
  }

  void stop() {
    stopping.countDown();
  }

  void tryUpkeep(boolean purges) {
    try {
      ClockSetBack.makeDue(database);
      if (purges) {
        purge();
      }
    } catch (SQLException | RuntimeException | Error e) { // an error must not end the thread
      LOG.log(
          WARNING,
          "{0}: deleting entries whose retention has ended, or looking for entries that wait too long, failed and will be retried: {1}",
          LogCodes.RETENTION_FAILED,
          e);
    }
  }

  /** Deletes in batches, each in its own transaction, and old records of the audit log. */
  void purge() throws SQLException {
    Dialect dialect = database.dialect();
    String audit = DELETE_AUDIT.formatted(dialect.nowPlusMillis());
    database.inTransaction(TIMEOUT, connection -> Sql.update(connection, audit, -auditMillis));
    BatchEnd last = new BatchEnd(0, true);
    while (last.old() && stopping.getCount() > 0) {
      long afterId = last.id();
      Optional<BatchEnd> next =
          database.inTransaction(TIMEOUT, connection -> purgeBatch(connection, dialect, afterId));
      if (next.isEmpty()) {
        return;
      }
      last = next.get();
    }
  }

  /** Returns the end of the batch, or empty if no entry has a higher id. */
  Optional<BatchEnd> purgeBatch(Connection connection, Dialect dialect, long afterId)
      throws SQLException {
    String now = dialect.nowPlusMillis();
    Optional<BatchEnd> end =
        Sql.first(
            connection,
            BATCH_END.formatted(now),
            row -> new BatchEnd(row.getLong(1), row.getBoolean(2)),
            -retentionMillis,
            afterId,
            BATCH);
    long endId = end.map(BatchEnd::id).orElse(0L);
    if (endId == 0) { // max(id) of no rows
      return Optional.empty();
    }
    int deleted =
        Sql.update(
            connection,
            DELETE.formatted(DELETABLE, now, DeduplicationKey.SAME_PAYMENT_INTENT),
            afterId,
            endId,
            -retentionMillis,
            -retentionMillis);
    if (deleted > 0) {
      Sql.update(connection, FORGET.formatted(now), -retentionMillis);
    }
    return end;
  }
}
