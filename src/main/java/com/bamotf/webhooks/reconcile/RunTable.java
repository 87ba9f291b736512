package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.client.Account;
import com.bamotf.webhooks.inbox.InboxDatabase;
import com.bamotf.webhooks.inbox.database.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores the leases and the outcomes of runs, by the database's clock. Thread-safe; each call is a
 * transaction of its own.
 */
@Singleton
final class RunTable {

  private static final int MAX_PROBLEM = 2_000;

  private static final String REGISTER =
      """
      insert into bamotf_reconcile (account)
      select cast(? as varchar(64)) where not exists (select 1 from bamotf_reconcile where account = ?)
      """;

  // Keeps an earlier request, unless a run that has started since has served it.
  private static final String REQUEST =
      """
      update bamotf_reconcile set requested_at = case
        when requested_at < %1$s and (started_at is null or requested_at >= started_at) then requested_at
        else %1$s end
      where account = ?
      """;

  // Due at once if the owner's lease has expired: its server died. A lease that ends more than two
  // lease times from now, or a start more than one lease time ahead, was written before the
  // database's clock was set back.
  private static final String ACQUIRE =
      """
      update bamotf_reconcile
      set owner = ?, lease_until = %1$s, started_at = current_timestamp, ended_at = null,
        seen = 0, gaps = 0, filled = 0, skipped = 0, deferred = 0, unreadable = 0
      where account = ? and (owner is null or lease_until < current_timestamp or lease_until > %1$s)
        and (owner is not null or started_at is null or started_at <= %1$s or started_at > %1$s
          or (requested_at >= started_at and requested_at <= current_timestamp))
      """;

  private static final String RENEW =
      """
      update bamotf_reconcile set lease_until = %1$s,
        seen = ?, gaps = ?, filled = ?, skipped = ?, deferred = ?, unreadable = ?
      where account = ? and owner = ?
      """;

  private static final String END =
      """
      update bamotf_reconcile set owner = null, lease_until = null, ended_at = current_timestamp,
        failures = ?, problem = ?,
        succeeded_at = case when ? then current_timestamp else succeeded_at end
      where account = ? and owner = ?
      """;

  private static final String STATUS =
      """
      select owner is not null and lease_until >= current_timestamp as running, started_at, ended_at,
        seen, gaps, filled, skipped, deferred, unreadable, problem, failures, succeeded_at
      from bamotf_reconcile where account = ?
      """;

  private final InboxDatabase database;

  @Inject
  RunTable(InboxDatabase database) {
    this.database = database;
  }

  /** Makes sure that the account has a row. */
  void register(Account account) throws SQLException {
    database.inTransactionOrAgain(
        connection -> update(connection, REGISTER, account.id(), account.id()));
  }

  /**
   * Requests a run that begins on some server after this moment and the delay.
   *
   * @return this moment
   */
  Instant request(Account account, Duration delay) throws SQLException {
    String sql = REQUEST.formatted(database.nowPlusMillis());
    return database.inTransaction(
        connection -> {
          update(connection, sql, delay.toMillis(), delay.toMillis(), account.id());
          return Sql.first(connection, "select current_timestamp", row -> Sql.time(row, 1))
              .orElseThrow();
        });
  }

  /** The lease, if a run is due and no other server has it. */
  Optional<Lease> acquire(Account account, Duration time, Duration interval) throws SQLException {
    String owner = UUID.randomUUID().toString();
    String sql = ACQUIRE.formatted(database.nowPlusMillis());
    return database.inTransaction(
        connection ->
            update(
                    connection,
                    sql,
                    owner,
                    time.toMillis(),
                    account.id(),
                    2 * time.toMillis(),
                    -interval.toMillis(),
                    time.toMillis())
                ? Sql.first(
                    connection,
                    "select problem, failures from bamotf_reconcile where account = ?",
                    row -> new Lease(account, owner, row.getString(1), row.getInt(2)),
                    account.id())
                : Optional.empty());
  }

  /** Renews the lease and stores the counts so far; false if the lease is lost. */
  boolean renew(Lease lease, Duration time, RunCounts counts) throws SQLException {
    String sql = RENEW.formatted(database.nowPlusMillis());
    return database.inTransaction(connection -> renew(connection, sql, lease, time, counts));
  }

  private static boolean renew(
      Connection connection, String sql, Lease lease, Duration time, RunCounts counts)
      throws SQLException {
    return update(
        connection,
        sql,
        time.toMillis(),
        counts.seen(),
        counts.gaps(),
        counts.filled(),
        counts.skipped(),
        counts.deferred(),
        counts.unreadable(),
        lease.account().id(),
        lease.owner());
  }

  /** Returns the lease and stores the outcome; false if the lease is lost. */
  boolean end(RunOutcome outcome) throws SQLException {
    Lease lease = outcome.lease();
    String problem = outcome.problem();
    String renew = RENEW.formatted(database.nowPlusMillis());
    boolean ended =
        database.inTransaction(
            connection ->
                renew(connection, renew, lease, Duration.ZERO, outcome.counts())
                    && update(
                        connection,
                        END,
                        outcome.failures(),
                        problem == null ? null : Sql.storable(problem, MAX_PROBLEM),
                        outcome.complete(),
                        lease.account().id(),
                        lease.owner()));
    Duration nextRunIn = outcome.nextRunIn();
    if (ended && nextRunIn != null) {
      request(lease.account(), nextRunIn);
    }
    return ended;
  }

  AccountStatus status(Account account) throws SQLException {
    return database
        .inTransaction(
            connection -> Sql.first(connection, STATUS, row -> status(account, row), account.id()))
        .orElseGet(
            () ->
                new AccountStatus(
                    account.number(), false, null, null, RunCounts.NONE, null, 0, null));
  }

  private static AccountStatus status(Account account, ResultSet row) throws SQLException {
    Instant startedAt = Sql.instant(row, "started_at");
    Instant endedAt = Sql.instant(row, "ended_at");
    return new AccountStatus(
        account.number(),
        row.getBoolean("running"),
        startedAt,
        startedAt == null || endedAt == null ? null : Duration.between(startedAt, endedAt),
        new RunCounts(
            row.getLong("seen"),
            row.getLong("gaps"),
            row.getLong("filled"),
            row.getLong("skipped"),
            row.getLong("deferred"),
            row.getLong("unreadable")),
        row.getString("problem"),
        row.getInt("failures"),
        Sql.instant(row, "succeeded_at"));
  }

  /** Whether a row was changed. */
  private static boolean update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    return Sql.update(connection, sql, values) == 1;
  }
}
