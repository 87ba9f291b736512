package com.bamotf.webhooks.inbox;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.database.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Background work: applies retention and repairs intent rows.
 *
 * <p>Retention deletes handled, superseded and unobserved entries that ended long ago, but only
 * once all entries of their payment intent did, because together they show how far it has come.
 */
@Singleton
class Housekeeping {

  static final int BATCH = 500;

  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final int ROUNDS_PER_RETENTION = 60;

  /** The statuses that retention deletes. */
  private static final String DELETABLE = "('HANDLED', 'SUPERSEDED', 'UNOBSERVED')";

  private final InboxDatabase database;
  private final long retentionMillis;
  private final CountDownLatch stopping = new CountDownLatch(1);

  private record Candidate(
      long id, @Nullable String paymentIntentId, boolean expired, boolean receivedLongAgo) {}

  @Inject
  Housekeeping(InboxDatabase database, Settings settings) {
    this.database = database;
    this.retentionMillis = settings.inbox().retention().toMillis();
  }

  /** Runs until stopped: repairs each minute, retention after the first minute and then hourly. */
  void work() {
    try {
      for (int round = 0; !stopping.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS); round++) {
        round(round % ROUNDS_PER_RETENTION == 0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    stopping.countDown();
  }

  private void round(boolean withRetention) {
    try {
      restoreIntents();
      if (withRetention) {
        purge();
      }
    } catch (SQLException | RuntimeException e) {
      LOG.log(
          WARNING,
          "{0}: housekeeping of the inbox failed and will be retried: {1}",
          LogCodes.HOUSEKEEPING,
          e);
    }
  }

  void restoreIntents() throws SQLException {
    Dialect dialect = database.dialect();
    database.inTransaction(
        TIMEOUT,
        connection -> {
          dialect.restoreIntents(connection);
          return true;
        });
  }

  /** Applies retention in batches, each in its own transaction. */
  void purge() throws SQLException {
    Dialect dialect = database.dialect();
    OptionalLong last = OptionalLong.of(0);
    while (last.isPresent() && stopping.getCount() > 0) {
      long afterId = last.getAsLong();
      last =
          database.inTransaction(TIMEOUT, connection -> purgeBatch(connection, dialect, afterId));
    }
  }

  /**
   * Looks at a batch of entries with higher ids.
   *
   * @return the last id of the batch; empty at the end, or if another server is purging
   */
  OptionalLong purgeBatch(Connection connection, Dialect dialect, long afterId)
      throws SQLException {
    String lock =
        "select name from bamotf_inbox_job where name = 'retention' for update skip locked";
    if (Sql.first(connection, lock, row -> row.getString(1)).isEmpty()) {
      return OptionalLong.empty();
    }
    List<Candidate> candidates = candidates(connection, dialect, afterId);
    delete(connection, dialect, candidates.stream().filter(Candidate::expired).toList());
    // Ids ascend with the time of receipt, so nothing is expired after the first recent entry.
    boolean more =
        candidates.size() == BATCH && candidates.stream().allMatch(Candidate::receivedLongAgo);
    return more ? OptionalLong.of(candidates.get(BATCH - 1).id()) : OptionalLong.empty();
  }

  private List<Candidate> candidates(Connection connection, Dialect dialect, long afterId)
      throws SQLException {
    String sql =
        """
        select id, payment_intent_id,
          status in %1$s and ended_at < %2$s,
          received_at < %2$s
        from bamotf_inbox where id > ? order by id limit ?
        """
            .formatted(DELETABLE, dialect.nowPlusMillis());
    return Sql.list(
        connection,
        sql,
        row ->
            new Candidate(row.getLong(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)),
        -retentionMillis,
        -retentionMillis,
        afterId,
        BATCH);
  }

  private void delete(Connection connection, Dialect dialect, List<Candidate> expired)
      throws SQLException {
    // Checks the entry's own status again: if it was requeued meanwhile, PostgreSQL re-evaluates
    // only this condition on the new version of the row.
    String sql =
        """
        delete from bamotf_inbox e where id = ? and status in %1$s and not exists (
          select 1 from bamotf_inbox o
          where %2$s and not (o.status in %1$s and o.ended_at < %3$s))
        """
            .formatted(DELETABLE, DeduplicationKey.SAME_PAYMENT_INTENT, dialect.nowPlusMillis());
    Set<String> paymentIntentIds = new LinkedHashSet<>();
    for (Candidate candidate : expired) {
      Sql.update(connection, sql, candidate.id(), -retentionMillis);
      if (candidate.paymentIntentId() != null) {
        paymentIntentIds.add(candidate.paymentIntentId());
      }
    }
    dialect.deleteIntents(connection, paymentIntentIds);
  }
}
